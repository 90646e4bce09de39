namespace Ayni.GrainInterfaces.Training;

/// <summary>One setting of the options that a run tried before it trained.</summary>
[GenerateSerializer, Immutable, Alias("ayni.search-trial")]
public sealed record SearchTrial
{
    /// <summary>The part tried, such as <c>als</c>.</summary>
    [Id(0)] public required string Part { get; init; }

    /// <summary>Where the setting came from.</summary>
    [Id(1)] public required SearchSource Source { get; init; }

    /// <summary>Length of a factor; 0 where the part has none.</summary>
    [Id(2)] public int Rank { get; init; }

    /// <summary>Sweeps after which it was best; 0 where the part makes none.</summary>
    [Id(3)] public int Sweeps { get; init; }

    /// <summary>Regularisation of the part.</summary>
    [Id(4)] public required double Regularization { get; init; }

    /// <summary>Weight of a pair nobody observed; 0 where the part knows none.</summary>
    [Id(5)] public double UnobservedWeight { get; init; }

    /// <summary>Exponent of the frequency scaling; 0 where the part knows none.</summary>
    [Id(6)] public double FrequencyScaling { get; init; }

    /// <summary>Mean NDCG@10 of the part alone on the pairs held out; null where it failed.</summary>
    [Id(7)] public double? Ndcg { get; init; }

    /// <summary>Why it failed; else null.</summary>
    [Id(8)] public string? Error { get; init; }

    /// <summary>Time it took.</summary>
    [Id(9)] public double Seconds { get; init; }

    /// <summary>Standard error of the figure.</summary>
    [Id(10)] public double StandardError { get; init; }
}
