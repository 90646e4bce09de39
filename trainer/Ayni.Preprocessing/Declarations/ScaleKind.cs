namespace Ayni.Preprocessing.Declarations;

/// <summary>What numbers are scaled to.</summary>
public enum ScaleKind
{
    /// <summary>0 at the least and 1 at the greatest of the train part; other rows may lie beyond.</summary>
    MinMax = 1,

    /// <summary>Mean 0 and standard deviation 1 in the train part (dividing by n).</summary>
    Z = 2,
}
