using System.Collections.Immutable;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;

namespace Ayni.GrainInterfaces.Models;

/// <summary>One trained model with its lineage.</summary>
[GenerateSerializer, Immutable, Alias("ayni.model-version")]
public sealed record ModelVersion
{
    /// <summary>Version id: the id of its training run.</summary>
    [Id(0)] public required string Version { get; init; }

    /// <summary>Log position trained on.</summary>
    [Id(1)] public required long AsOfPosition { get; init; }

    /// <summary>Options, seed included.</summary>
    [Id(2)] public required TrainingOptions Options { get; init; }

    /// <summary>Time the weights' decay is measured from, in training and in fold-in.</summary>
    [Id(3)] public required DateTimeOffset ReferenceTime { get; init; }

    /// <summary>Version of the code that trained it.</summary>
    [Id(4)] public required string CodeVersion { get; init; }

    /// <summary>Hold-out metrics, as in <see cref="TrainingStatus.Metrics"/>.</summary>
    [Id(5)]
    public ImmutableDictionary<string, double> Metrics { get; init; } =
        ImmutableDictionary<string, double>.Empty;

    /// <summary>When it was published.</summary>
    [Id(6)] public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Users trained on.</summary>
    [Id(7)] public required int Users { get; init; }

    /// <summary>Products with a factor.</summary>
    [Id(8)] public required int Products { get; init; }

    /// <summary>SHA-256 of the item factors, hex: equal for equal models.</summary>
    [Id(9)] public required string ContentHash { get; init; }

    /// <summary>
    /// SHA-256 of the parts beside the factors, their weights and what is known of each item, hex; empty for a version
    /// from before there were any.
    /// </summary>
    [Id(10)] public string PartsHash { get; init; } = "";

    /// <summary>
    /// What was tried before training, and what was chosen; <see cref="Options"/> are the chosen ones. Null where
    /// nothing was searched.
    /// </summary>
    [Id(11)] public SearchReport? Search { get; init; }

    /// <summary>
    /// What re-ranks its lists; null: nothing does. It comes and goes with the version: a roll-back brings it back.
    /// </summary>
    [Id(12)] public RerankerVersion? Reranker { get; init; }

    /// <summary>Why it was trained; null for a version from before reasons were kept.</summary>
    [Id(13)] public TrainingReason? Reason { get; init; }

    /// <summary>Interactions trained on; 0 for a version from before they were counted.</summary>
    [Id(14)] public long Interactions { get; init; }

    /// <summary>
    /// Newest erasure of the log whose interactions it was not trained on for certain: what was erased later may be in
    /// it. Null for a version from before erasures were noted.
    /// </summary>
    [Id(15)] public long? Erasure { get; init; }
}
