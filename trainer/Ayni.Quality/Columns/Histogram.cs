namespace Ayni.Quality;

/// <summary>Both periods in the same bins, as shares.</summary>
/// <param name="Labels">Name of each bin or category.</param>
/// <param name="Reference">Share of the reference's rows with a value, 0 to 1.</param>
/// <param name="Current">Share of the current period's.</param>
public sealed record Histogram(
    IReadOnlyList<string> Labels, IReadOnlyList<double> Reference, IReadOnlyList<double> Current);
