namespace Ayni.Quality;

/// <summary>One test of a column, and what came of it.</summary>
/// <param name="Kind">What was compared.</param>
/// <param name="PValue">
/// Chance of such a difference where nothing shifted; rows of one shopper counted for less.
/// </param>
/// <param name="EffectSeverity">How much the difference matters, chance apart.</param>
/// <param name="Words">The difference in words, without its judgement: "mean 12.1 instead of 8.4".</param>
public sealed record CheckResult(CheckKind Kind, double PValue, Severity EffectSeverity, string Words)
{
    /// <summary>The p-value after Benjamini and Hochberg over all tests of the report.</summary>
    public double AdjustedPValue { get; init; } = 1;

    /// <summary>Judgement: as much as it matters, where it is beyond chance.</summary>
    public Severity Severity { get; init; }
}
