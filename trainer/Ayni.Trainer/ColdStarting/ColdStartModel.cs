using Ayni.Recommenders;

namespace Ayni.Trainer.ColdStarting;

/// <summary>Figures of one ranking, means over users at cutoff 20.</summary>
internal sealed record ColdStartModel
{
    public required string Model { get; init; }

    public required double Recall { get; init; }

    public required ConfidenceInterval RecallInterval { get; init; }

    public required double Ndcg { get; init; }

    public required ConfidenceInterval NdcgInterval { get; init; }

    /// <summary>Chance of a difference in recall from the first ranking as large as this, were there none.</summary>
    public required double? PValue { get; init; }
}
