using Ayni.Recommenders;
using Ayni.Trainer.Evaluating;

namespace Ayni.Trainer.Reranking;

/// <summary>One ranking of the same pools.</summary>
internal sealed record RerankRow
{
    public required string Model { get; init; }

    public required double Ndcg { get; init; }

    public required ConfidenceInterval NdcgInterval { get; init; }

    /// <summary>Its mean − the blend's.</summary>
    public double? Difference { get; init; }

    public ConfidenceInterval? DifferenceInterval { get; init; }

    /// <summary>Of the paired test against the blend.</summary>
    public double? PValue { get; init; }

    public int? Better { get; init; }

    public int? Worse { get; init; }

    public static RerankRow Of(string name, ResampledFigure figure, ResampledFigure? blend, SignificanceOptions options)
    {
        var row = new RerankRow
        {
            Model = name,
            Ndcg = MetricNames.Rounded(figure.Mean),
            NdcgInterval = MetricNames.Rounded(figure.Interval),
        };
        if (blend is null)
            return row;
        var test = figure.TestAgainst(blend, options);
        return row with
        {
            Difference = MetricNames.Rounded(test.Difference),
            DifferenceInterval = MetricNames.Rounded(figure.DifferenceFrom(blend)),
            PValue = MetricNames.Rounded(test.PValue),
            Better = test.Better,
            Worse = test.Worse,
        };
    }
}
