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
    /// <value>Default 0.1; range 0 to 0.5.</value> 0 publishes unjudged; else of a small shop up to half of the users
    /// are judged, to reach 1,000.
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

    /// <summary>
    /// Neighbours kept of each product in each neighbour part. <value>Default 100; range 1 to 1,000.</value> Of very
    /// large catalogues fewer are kept, as many as fit into a file of 2 GiB.
    /// </summary>
    [Id(14)] public int Neighbours { get; init; } = 100;

    /// <summary>Whether EASE is fitted. <value>Default true.</value> Takes a blend on judged pairs.</summary>
    [Id(15)] public bool Ease { get; init; } = true;

    /// <summary>
    /// Products that EASE models, those that most shoppers met; memory grows with the square, time with the cube.
    /// <value>Default 8,000; range 1 to 50,000.</value>
    /// </summary>
    [Id(16)] public int EaseMaxItems { get; init; } = 8_000;

    /// <summary>Regularisation λ of EASE. <value>Default 200; range over 0 to 1,000,000.</value></summary>
    [Id(17)] public double EaseRegularization { get; init; } = 200;

    /// <summary>Whether what comes after what is counted. <value>Default true.</value></summary>
    [Id(18)] public bool Transitions { get; init; } = true;

    /// <summary>Whether what is bought together is counted. <value>Default true.</value></summary>
    [Id(19)] public bool BoughtTogether { get; init; } = true;

    /// <summary>
    /// Least number of shoppers who bought two products together for them to be alike.
    /// <value>Default 3; range 1 to 1,000.</value>
    /// </summary>
    [Id(20)] public int MinSupport { get; init; } = 3;

    /// <summary>
    /// Whether the weights of the parts are learnt on judged pairs; else ALS answers alone.
    /// <value>Default true.</value>
    /// </summary>
    [Id(21)] public bool Blend { get; init; } = true;

    /// <summary>
    /// What a shopper must have done with a product for it to be held out and judged by.
    /// <value>Default <see cref="PositiveKind.Any"/>; what faces of the cluster give where nobody gives one is
    /// <see cref="PositiveKind.Auto"/>.</value> Settled in the options of a version.
    /// </summary>
    [Id(22)] public PositiveKind Positives { get; init; } = PositiveKind.Any;

    /// <summary>
    /// Whether the options are searched first, and which stay; null trains with these. <value>Default null; what faces
    /// of the cluster give where nobody says otherwise is a search.</value> Null in the options of a version.
    /// </summary>
    [Id(23)] public SearchOptions? Search { get; init; }

    /// <summary>
    /// Whether a model that is worse than the active one by more than chance is published all the same.
    /// <value>Default false.</value>
    /// </summary>
    [Id(24)] public bool Force { get; init; }
}
