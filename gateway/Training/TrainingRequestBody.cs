namespace Ayni.Gateway.Training;

/// <summary>Options of a training run to start; what is left out has its default.</summary>
public sealed record TrainingRequestBody
{
    public int? Rank { get; init; }

    public int? Sweeps { get; init; }

    public double? Regularization { get; init; }

    public double? UnobservedWeight { get; init; }

    public double? FrequencyScaling { get; init; }

    public double? ConfidenceScale { get; init; }

    public double? ActivityDamping { get; init; }

    public double? PopularityExponent { get; init; }

    public double? InitialScale { get; init; }

    public int? Seed { get; init; }

    public int? Neighbours { get; init; }

    public bool? Ease { get; init; }

    public int? EaseMaxItems { get; init; }

    public double? EaseRegularization { get; init; }

    public bool? Transitions { get; init; }

    public bool? BoughtTogether { get; init; }

    public int? MinSupport { get; init; }

    public bool? Blend { get; init; }

    public int? Blocks { get; init; }

    /// <summary>Type weights and decay; what is left out has its default.</summary>
    public WeightsRequestBody? Weights { get; init; }

    public long? AsOfPosition { get; init; }

    public double? JudgedShare { get; init; }

    public string? Positives { get; init; }

    public string? Search { get; init; }

    public bool? Force { get; init; }
}
