using System.Diagnostics;

namespace Ayni.Grains.Hosting;

/// <summary>Names of what grains and silos measure; the table is in silo/Ayni.Silo/Telemetry/README.md.</summary>
public static class GrainInstruments
{
    /// <summary>Name of the meter, and of the source of spans.</summary>
    public const string SourceName = "Ayni.Grains";

    public const string StageDuration = "ayni.recommendation.stage.duration";
    public const string ProductsUnconfirmed = "ayni.recommendation.products.unconfirmed";
    public const string FollowerLag = "ayni.follower.lag";
    public const string FollowerStaleness = "ayni.follower.staleness";
    public const string ModelActive = "ayni.model.active";
    public const string ModelHitRate = "ayni.model.hit.rate";
    public const string ModelDataAge = "ayni.model.data.age";
    public const string ModelLoadDuration = "ayni.model.load.duration";
    public const string IndexProducts = "ayni.index.products";
    public const string IndexBuildDuration = "ayni.index.build.duration";
    public const string IndexBuildProgress = "ayni.index.build.progress";
    public const string TrainingRuns = "ayni.training.runs";
    public const string TrainingRunsActive = "ayni.training.runs.active";
    public const string TrainingDuration = "ayni.training.duration";
    public const string TrainingPhaseDuration = "ayni.training.phase.duration";
    public const string TrainingSweepDuration = "ayni.training.sweep.duration";
    public const string TrainingBlocksRedone = "ayni.training.blocks.redone";
    public const string TrainingProgress = "ayni.training.progress";
    public const string TrainingWatchers = "ayni.training.watchers";

    /// <summary>Spans of the stages of an answer; costs nothing while nobody listens.</summary>
    internal static readonly ActivitySource Spans = new(SourceName);
}
