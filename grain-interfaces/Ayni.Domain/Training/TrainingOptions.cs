using Ayni.Domain.Interactions;

namespace Ayni.Domain.Training;

/// <summary>
/// Options of one training run. With the same log position, options and code the model is the same, bit for bit.
/// Implicit ALS with frequency-scaled regularisation and unobserved weight (Rendle et al. 2021, "Revisiting the
/// Performance of iALS on Item Recommendation Benchmarks", equations 1 to 4).
/// </summary>
[GenerateSerializer, Immutable, Alias("ayni.training-options")]
public sealed record TrainingOptions
{
    /// <summary>Length of a factor. <value>Default 64; range 1 to 1,024.</value></summary>
    [Id(0)] public int Rank { get; init; } = 64;

    /// <summary>Sweeps, each a user and an item half-sweep. <value>Default 8; range 1 to 200.</value></summary>
    [Id(1)] public int Sweeps { get; init; } = 8;

    /// <summary>Regularisation λ. <value>Default 0.2; range over 0 to 1,000.</value></summary>
    [Id(2)] public double Regularization { get; init; } = 0.2;

    /// <summary>Weight α₀ of every pair with target 0. <value>Default 0.2; range over 0 to 10.</value></summary>
    [Id(3)] public double UnobservedWeight { get; init; } = 0.2;

    /// <summary>Exponent ν of the frequency scaling of λ. <value>Default 0.5; range 0 to 1.</value></summary>
    [Id(4)] public double FrequencyScaling { get; init; } = 0.5;

    /// <summary>
    /// Confidence of an observed pair is this × ln(1 + weight) / ln 2. <value>Default 1; range over 0 to 1,000.</value>
    /// </summary>
    [Id(5)] public double ConfidenceScale { get; init; } = 1;

    /// <summary>
    /// Standard deviation of the first factors is this / √rank. <value>Default 0.1; range over 0 to 10.</value>
    /// </summary>
    [Id(6)] public double InitialScale { get; init; } = 0.1;

    /// <summary>Seed of everything random in the run. <value>Default 1.</value></summary>
    [Id(7)] public int Seed { get; init; } = 1;

    /// <summary>
    /// Blocks a side. <value>Default 4; range 1 to 1,024.</value> The factors do not depend on it; of more than 128 the
    /// rest stay empty.
    /// </summary>
    [Id(8)] public int Blocks { get; init; } = 4;

    /// <summary>Type weights and decay.</summary>
    [Id(9)] public InteractionWeights Weights { get; init; } = new();

    /// <summary>Train on the log as of this position; null: the head when the run starts.</summary>
    [Id(10)] public long? AsOfPosition { get; init; }

    /// <summary>
    /// Share of users of whom the newest product is held out to judge the model before it is published.
    /// <value>Default 0.1; range 0 to 0.5.</value> 0 publishes unjudged.
    /// </summary>
    [Id(11)] public double JudgedShare { get; init; } = 0.1;

    /// <summary>
    /// Exponent δ by which shoppers who do much count less: the confidences of a shopper with n products are multiplied
    /// by (32 / n)^δ. <value>Default 0; range 0 to 1.</value>
    /// </summary>
    [Id(12)] public double ActivityDamping { get; init; }

    /// <summary>
    /// Exponent p of a product's popularity that its scores are multiplied by: over 0 lifts what is popular, under 0
    /// lowers it. <value>Default 0; range −1 to 1.</value>
    /// </summary>
    [Id(13)] public double PopularityExponent { get; init; }
}
