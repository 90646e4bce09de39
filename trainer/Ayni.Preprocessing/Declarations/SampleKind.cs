namespace Ayni.Preprocessing.Declarations;

/// <summary>How rows are drawn.</summary>
public enum SampleKind
{
    /// <summary>Each stratum in its proportion.</summary>
    Stratified = 1,

    /// <summary>By weight, without putting back.</summary>
    Weighted = 2,
}
