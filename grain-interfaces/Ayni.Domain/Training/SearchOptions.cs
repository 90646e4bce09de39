using System.Collections.Immutable;

namespace Ayni.Domain.Training;

/// <summary>
/// That a run searches its options before it trains, on pairs that judge nothing else. What it chose becomes the
/// options of the model, without this: asking for exactly those gives the same bits.
/// </summary>
[GenerateSerializer, Immutable, Alias("ayni.search-options")]
public sealed record SearchOptions
{
    /// <summary>Names of the options that a search can settle, as <see cref="ModelOption.Name"/> has them.</summary>
    public static ImmutableArray<string> Searchable { get; } =
    [
        nameof(TrainingOptions.Rank), nameof(TrainingOptions.Sweeps), nameof(TrainingOptions.Regularization),
        nameof(TrainingOptions.UnobservedWeight), nameof(TrainingOptions.FrequencyScaling),
        nameof(TrainingOptions.EaseRegularization),
    ];

    /// <summary>Names of those that stay as they were given; the others are searched.</summary>
    [Id(0)] public ImmutableArray<string> Fixed { get; init; } = [];

    /// <summary>Whether an option is searched.</summary>
    public bool Settles(string name) => !Fixed.Contains(name, StringComparer.Ordinal);
}
