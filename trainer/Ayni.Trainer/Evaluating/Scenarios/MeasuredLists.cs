using Ayni.Domain.Scenarios;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating.Scenarios;

/// <summary>Figures of one scenario with one objective.</summary>
internal sealed record MeasuredLists
{
    /// <summary>Name in comparisons.</summary>
    public required string Name { get; init; }

    /// <summary>Recipe.</summary>
    public required string Scenario { get; init; }

    /// <summary>Its version; 0: it ships with the program.</summary>
    public required int ScenarioVersion { get; init; }

    /// <summary>What the lists were to bring.</summary>
    public required Objective Objective { get; init; }

    /// <summary>Whether each was asked for on the page of the product that the shopper met last.</summary>
    public required bool IsOnProductPage { get; init; }

    /// <summary>Products a list, of at most <see cref="ListFigures.Length"/>.</summary>
    public required double MeanLength { get; init; }

    /// <summary>Lists that were made of less than they should be.</summary>
    public required int Degraded { get; init; }

    /// <summary>Time of asking.</summary>
    public required double AskSeconds { get; init; }

    /// <summary>Figures by name, such as "ndcg@10".</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Bootstrap intervals of <see cref="ListFigures.All"/>.</summary>
    public required IReadOnlyDictionary<string, ConfidenceInterval> Intervals { get; init; }
}
