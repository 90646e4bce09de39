using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>One model's figures.</summary>
internal sealed record MeasuredModel
{
    /// <summary>Name.</summary>
    public required string Model { get; init; }

    /// <summary>Time of all fits.</summary>
    public required double FitSeconds { get; init; }

    /// <summary>Time of ranking all items for all users asked, and of judging the lists.</summary>
    public required double MeasureSeconds { get; init; }

    /// <summary>Figures by name, such as "ndcg@10".</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Bootstrap intervals of those that are means over users.</summary>
    public required IReadOnlyDictionary<string, ConfidenceInterval> Intervals { get; init; }

    /// <summary>Figures of parts of the users and of the items.</summary>
    public required IReadOnlyList<MeasuredSegment> Segments { get; init; }

    /// <summary>Figures of each fold or window by its name; empty where there is one part only.</summary>
    public required IReadOnlyList<MeasuredPart> Parts { get; init; }
}
