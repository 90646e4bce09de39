namespace Ayni.Recommenders;

/// <summary>Value of the objective, in its parts.</summary>
/// <param name="Observed">Σ confidence · (1 − score)² over observed pairs.</param>
/// <param name="Unobserved">Unobserved weight · Σ score² over all pairs.</param>
/// <param name="Regularization">Frequency-scaled squared norms of both sides.</param>
public readonly record struct LossParts(double Observed, double Unobserved, double Regularization)
{
    /// <summary>Sum of the parts.</summary>
    public double Total => Observed + Unobserved + Regularization;
}
