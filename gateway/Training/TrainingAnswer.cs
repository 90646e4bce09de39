using System.Collections.Immutable;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Gateway.Training;

/// <summary>A training run as it stands.</summary>
public sealed record TrainingAnswer
{
    /// <summary>Id of the run and, once published, version of its model; null if there was none.</summary>
    public string? RunId { get; init; }

    /// <summary>Where it stands.</summary>
    public required TrainingPhase Phase { get; init; }

    /// <summary>True while it is under way.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>Share of the whole run that is done, 0 to 1.</summary>
    public required double Progress { get; init; }

    /// <summary>Sweeps done.</summary>
    public required int SweepsDone { get; init; }

    /// <summary>Blocks done of the half-sweep under way.</summary>
    public required int BlocksDone { get; init; }

    /// <summary>Blocks of the half-sweep under way.</summary>
    public required int BlocksTotal { get; init; }

    /// <summary>Blocks asked for again because a silo was lost; it may not have begun them.</summary>
    public required int BlocksRedone { get; init; }

    /// <summary>Shoppers trained on.</summary>
    public required int Users { get; init; }

    /// <summary>Products trained on.</summary>
    public required int Products { get; init; }

    /// <summary>(shopper, product) pairs trained on.</summary>
    public required long Pairs { get; init; }

    /// <summary>Log position trained on.</summary>
    public long? AsOfPosition { get; init; }

    /// <summary>Options.</summary>
    public TrainingOptionsBody? Options { get; init; }

    /// <summary>What was tried before training, and what was chosen; null where no search was asked for.</summary>
    public SearchReport? Search { get; init; }

    /// <summary>Loss after each sweep, in its parts.</summary>
    public required IReadOnlyList<SweepLoss> Losses { get; init; }

    /// <summary>Hold-out metrics of the blend, its parts and the active version.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>The same as a table, best first: parts, blend and active version.</summary>
    public required IReadOnlyList<ComparedPart> Comparison { get; init; }

    /// <summary>Why it was refused or failed, or why popularity is published.</summary>
    public string? Message { get; init; }

    /// <summary>Why it was started: "manual", "schedule: …", "drift: …" or "metric fall: …".</summary>
    public string? Reason { get; init; }

    /// <summary>Start.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>End.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The wire form of a run.</summary>
    public static TrainingAnswer From(TrainingStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return new TrainingAnswer
        {
            RunId = status.RunId,
            Phase = status.Phase,
            IsRunning = status.IsRunning,
            Progress = status.Progress,
            SweepsDone = status.SweepsDone,
            BlocksDone = status.BlocksDone,
            BlocksTotal = status.BlocksTotal,
            BlocksRedone = status.BlocksRedone,
            Users = status.Users,
            Products = status.Products,
            Pairs = status.Pairs,
            AsOfPosition = status.AsOfPosition,
            Options = status.Options is { } options ? TrainingOptionsBody.From(options) : null,
            Search = status.Search,
            Losses = status.Losses,
            Metrics = status.Metrics.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Comparison = status.Comparison,
            Message = status.Message,
            Reason = status.Reason?.ToString(),
            StartedAt = status.StartedAt,
            EndedAt = status.EndedAt,
        };
    }
}
