namespace Ayni.Gateway.Training;

/// <summary>Options of a training run to start; what is left out has its default.</summary>
public sealed record TrainingRequestBody
{
    /// <summary>Length of a factor, 1 to 1,024. Default 64.</summary>
    /// <example>64</example>
    public int? Rank { get; init; }

    /// <summary>Sweeps over both sides, 1 to 200. Default 8.</summary>
    /// <example>8</example>
    public int? Sweeps { get; init; }

    /// <summary>Regularisation, over 0 to 1,000. Default 0.2.</summary>
    public double? Regularization { get; init; }

    /// <summary>Weight of a pair nobody observed, over 0 to 10. Default 0.2.</summary>
    public double? UnobservedWeight { get; init; }

    /// <summary>How far regularisation grows with the number of interactions, 0 to 1. Default 0.5.</summary>
    public double? FrequencyScaling { get; init; }

    /// <summary>Scale of the confidence in an observed pair, over 0 to 1,000. Default 1.</summary>
    public double? ConfidenceScale { get; init; }

    /// <summary>Exponent by which shoppers who do much count less, 0 to 1. Default 0.</summary>
    public double? ActivityDamping { get; init; }

    /// <summary>
    /// Exponent of a product's popularity that its scores are multiplied by, -1 to 1; over 0 lifts what is popular.
    /// Default 0.
    /// </summary>
    public double? PopularityExponent { get; init; }

    /// <summary>Spread of the first factors, over 0 to 10. Default 0.1.</summary>
    public double? InitialScale { get; init; }

    /// <summary>Seed. Default 1.</summary>
    public int? Seed { get; init; }

    /// <summary>Blocks a side, 1 to 1,024; the result does not depend on it. Default 4.</summary>
    public int? Blocks { get; init; }

    /// <summary>Type weights and decay; what is left out has its default.</summary>
    public WeightsRequestBody? Weights { get; init; }

    /// <summary>Log position to train on. Default: the head.</summary>
    public long? AsOfPosition { get; init; }

    /// <summary>Share of shoppers whose newest product judges the model, 0 to 0.5. Default 0.1.</summary>
    public double? JudgedShare { get; init; }
}
