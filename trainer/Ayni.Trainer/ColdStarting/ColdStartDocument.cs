using System.Globalization;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.ColdStarting;

/// <summary>What a measurement of cold starts found.</summary>
internal sealed record ColdStartDocument
{
    /// <summary>"products" or "users".</summary>
    public required string Of { get; init; }

    /// <summary>Number hidden.</summary>
    public required int Hidden { get; init; }

    /// <summary>Of how many.</summary>
    public required int All { get; init; }

    /// <summary>First moment of the test period.</summary>
    public required DateTimeOffset? Cutoff { get; init; }

    /// <summary>Weights that are not the default; null where all are.</summary>
    public ChangedWeights? Weights { get; init; }

    /// <summary>Name of what encoded the texts.</summary>
    public required string Encoder { get; init; }

    /// <summary>Length of its vectors.</summary>
    public required int Dimensions { get; init; }

    /// <summary>λ of the factor map, chosen on items held out of what was learnt; null where there is none.</summary>
    public double? Regularization { get; init; }

    /// <summary>Share of those items' factors that the map explained.</summary>
    public double? Explained { get; init; }

    public required ColdStartOptions Options { get; init; }

    /// <summary>A table for each set of candidates, or stage.</summary>
    public required IReadOnlyList<ColdStartTable> Among { get; init; }

    public void Print(TrainerConsole console)
    {
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Hidden:N0} of {All:N0} {Of} hidden; test from {Cutoff:yyyy-MM-dd}. "
            + $"Texts by {Encoder}, {Dimensions} dimensions."));
        ChangedWeights.Print(console, Weights);
        if (Regularization is { } regularization)
        {
            console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Factor map: λ {regularization}, {Explained:P0} of held-out factors explained."));
        }

        foreach (var table in Among)
            table.Print(console);
    }
}
