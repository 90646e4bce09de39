using System.Collections.Immutable;
using Ayni.Domain.Training;

namespace Ayni.GrainInterfaces.Training;

/// <summary>A run as seen now.</summary>
[GenerateSerializer, Immutable, Alias("ayni.training-status")]
public sealed record TrainingStatus
{
    /// <summary>Id of the run and, once published, version of the model; null if there was none.</summary>
    [Id(0)] public string? RunId { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)] public required TrainingPhase Phase { get; init; }

    /// <summary>Options of the run.</summary>
    [Id(2)] public TrainingOptions? Options { get; init; }

    /// <summary>Log position trained on.</summary>
    [Id(3)] public long? AsOfPosition { get; init; }

    /// <summary>Sweeps finished.</summary>
    [Id(4)] public int SweepsDone { get; init; }

    /// <summary>Blocks done of the half-sweep under way.</summary>
    [Id(5)] public int BlocksDone { get; init; }

    /// <summary>Blocks of the half-sweep under way.</summary>
    [Id(6)] public int BlocksTotal { get; init; }

    /// <summary>Share of the whole run that is done, 0 to 1.</summary>
    [Id(7)] public double Progress { get; init; }

    /// <summary>Users in the snapshot.</summary>
    [Id(8)] public int Users { get; init; }

    /// <summary>Products in the snapshot.</summary>
    [Id(9)] public int Products { get; init; }

    /// <summary>(user, product) pairs in the snapshot.</summary>
    [Id(10)] public long Pairs { get; init; }

    /// <summary>Loss after each sweep, in its parts.</summary>
    [Id(11)] public ImmutableArray<SweepLoss> Losses { get; init; } = [];

    /// <summary>
    /// Metrics of the blend, its parts and the active version, once judged; keys such as <c>blend.ndcg@10</c>,
    /// <c>als.ndcg@10</c> with <c>als.ndcg@10.low</c> and <c>.high</c>, and the published weights as <c>weight.als</c>.
    /// </summary>
    [Id(12)]
    public ImmutableDictionary<string, double> Metrics { get; init; } =
        ImmutableDictionary<string, double>.Empty;

    /// <summary>Why it was refused or failed, or why popularity is published; else null.</summary>
    [Id(13)] public string? Message { get; init; }

    /// <summary>When it started.</summary>
    [Id(14)] public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    [Id(15)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>
    /// How often a half-sweep's block was solved for a call that was not the first for it, because a silo was lost. An
    /// upper bound of the blocks done twice: the silo may not have begun one.
    /// </summary>
    [Id(16)] public int BlocksRedone { get; init; }

    /// <summary>What was tried before training, and what was chosen; null where nothing is searched.</summary>
    [Id(17)] public SearchReport? Search { get; init; }

    /// <summary>Why it was started; null for a run from before reasons were kept.</summary>
    [Id(18)] public TrainingReason? Reason { get; init; }

    /// <summary>What <see cref="Metrics"/> say, part by part; empty where nothing was judged.</summary>
    public ImmutableArray<ComparedPart> Comparison => ComparedPart.ListOf(Metrics);

    /// <summary>True while a run is under way.</summary>
    public bool IsRunning => Phase
        is (>= TrainingPhase.Snapshot and <= TrainingPhase.Publish) or TrainingPhase.Fit or TrainingPhase.Search;

    /// <summary>Whether somebody who watches sees a difference to an earlier status.</summary>
    /// <param name="before">The earlier one.</param>
    public bool HasMovedSince(TrainingStatus before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return RunId != before.RunId
            || Phase != before.Phase
            || SweepsDone != before.SweepsDone
            || BlocksDone != before.BlocksDone
            || Search?.Trials.Length != before.Search?.Trials.Length
            || Progress != before.Progress;
    }
}
