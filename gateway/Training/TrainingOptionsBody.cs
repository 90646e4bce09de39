using Ayni.Domain.Training;

namespace Ayni.Gateway.Training;

/// <summary>Options of a training run; every one may be left out.</summary>
public sealed record TrainingOptionsBody
{
    /// <summary>Length of a factor, 1 to 1,024.</summary>
    /// <example>64</example>
    public required int Rank { get; init; }

    /// <summary>Sweeps over both sides, 1 to 200.</summary>
    /// <example>8</example>
    public required int Sweeps { get; init; }

    /// <summary>Regularisation, over 0 to 1,000.</summary>
    public required double Regularization { get; init; }

    /// <summary>Weight of a pair nobody observed, over 0 to 10.</summary>
    public required double UnobservedWeight { get; init; }

    /// <summary>How far regularisation grows with the number of interactions, 0 to 1.</summary>
    public required double FrequencyScaling { get; init; }

    /// <summary>Scale of the confidence in an observed pair, over 0 to 1,000.</summary>
    public required double ConfidenceScale { get; init; }

    /// <summary>Exponent by which shoppers who do much count less, 0 to 1.</summary>
    public required double ActivityDamping { get; init; }

    /// <summary>Exponent of a product's popularity that its scores are multiplied by, -1 to 1.</summary>
    public required double PopularityExponent { get; init; }

    /// <summary>Spread of the first factors, over 0 to 10.</summary>
    public required double InitialScale { get; init; }

    /// <summary>Seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Blocks a side, 1 to 1,024; the result does not depend on it.</summary>
    public required int Blocks { get; init; }

    /// <summary>Type weights and decay.</summary>
    public required WeightsBody Weights { get; init; }

    /// <summary>Log position to train on; the head if left out.</summary>
    public long? AsOfPosition { get; init; }

    /// <summary>Share of shoppers whose newest product judges the model, 0 to 0.5; 0 publishes unjudged.</summary>
    public required double JudgedShare { get; init; }

    /// <summary>The wire form of options.</summary>
    public static TrainingOptionsBody From(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new TrainingOptionsBody
        {
            Rank = options.Rank,
            Sweeps = options.Sweeps,
            Regularization = options.Regularization,
            UnobservedWeight = options.UnobservedWeight,
            FrequencyScaling = options.FrequencyScaling,
            ConfidenceScale = options.ConfidenceScale,
            ActivityDamping = options.ActivityDamping,
            PopularityExponent = options.PopularityExponent,
            InitialScale = options.InitialScale,
            Seed = options.Seed,
            Blocks = options.Blocks,
            Weights = WeightsBody.From(options.Weights),
            AsOfPosition = options.AsOfPosition,
            JudgedShare = options.JudgedShare,
        };
    }
}
