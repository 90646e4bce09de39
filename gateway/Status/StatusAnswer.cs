using Ayni.GrainInterfaces.Training;

namespace Ayni.Gateway.Status;

/// <summary>The system as it stands.</summary>
public sealed record StatusAnswer
{
    /// <summary>Version of this program.</summary>
    public required string Version { get; init; }

    /// <summary>Version of the Microsoft Orleans that runs the grains.</summary>
    public required string OrleansVersion { get; init; }

    /// <summary>The silos of the cluster.</summary>
    public required IReadOnlyList<SiloAnswer> Silos { get; init; }

    /// <summary>Where the data is.</summary>
    public required DataAnswer Data { get; init; }

    /// <summary>Newest position of the interaction log.</summary>
    public required long LogHead { get; init; }

    /// <summary>Products in the catalogue.</summary>
    public required long Products { get; init; }

    /// <summary>Folders made of the log.</summary>
    public required CopiesAnswer Copies { get; init; }

    /// <summary>Version of the model that answers; null if none.</summary>
    public string? ActiveModel { get; init; }

    /// <summary>Trained models that are kept.</summary>
    public required int Models { get; init; }

    /// <summary>Where the training run under way, or the last one, stands.</summary>
    public required TrainingPhase TrainingPhase { get; init; }

    /// <summary>Share of that run that is done, 0 to 1.</summary>
    public required double TrainingProgress { get; init; }

    /// <summary>When this gateway started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Seconds since then.</summary>
    public required double UptimeSeconds { get; init; }
}
