namespace Ayni.GrainInterfaces.Training;

/// <summary>Value of the objective after a sweep, in its parts.</summary>
/// <param name="Sweep">1-based.</param>
/// <param name="Observed">Σ confidence × (1 − score)² over observed pairs.</param>
/// <param name="Unobserved">Unobserved weight × Σ score² over all pairs.</param>
/// <param name="Regularization">Frequency-scaled squared norms of both sides.</param>
[GenerateSerializer, Immutable, Alias("ayni.sweep-loss")]
public sealed record SweepLoss(
    [property: Id(0)] int Sweep,
    [property: Id(1)] double Observed,
    [property: Id(2)] double Unobserved,
    [property: Id(3)] double Regularization);
