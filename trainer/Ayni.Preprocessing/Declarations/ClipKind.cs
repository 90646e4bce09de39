namespace Ayni.Preprocessing.Declarations;

/// <summary>What lies beyond is an outlier.</summary>
public enum ClipKind
{
    /// <summary>Quartiles ∓ <see cref="ClipStep.Times"/> · their distance (Tukey 1977).</summary>
    Iqr = 1,

    /// <summary>Median ∓ <see cref="ClipStep.Times"/> · 1.4826 · median absolute deviation.</summary>
    Mad = 2,

    /// <summary>Two percentiles.</summary>
    Percentile = 3,
}
