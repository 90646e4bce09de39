namespace Ayni.Quality;

/// <summary>How unlike a column's distributions are.</summary>
/// <param name="Psi">Population stability index.</param>
/// <param name="PsiNoise">What it comes to on average at this size where nothing shifted.</param>
/// <param name="JensenShannon">Jensen–Shannon distance, base 2, 0 to 1.</param>
public sealed record DistributionFigures(double Psi, double PsiNoise, double JensenShannon)
{
    /// <summary>Largest gap of the distribution functions; of numbers.</summary>
    public double? KolmogorovSmirnov { get; init; }

    /// <summary>Wasserstein-1 distance in the values' unit; of numbers.</summary>
    public double? Wasserstein { get; init; }

    /// <summary>The same in standard deviations of the reference; null where it has none.</summary>
    public double? ScaledWasserstein { get; init; }

    /// <summary>χ² of the categories, rows of one shopper counted for less; of texts.</summary>
    public double? ChiSquare { get; init; }

    /// <summary>Its degrees of freedom.</summary>
    public int? DegreesOfFreedom { get; init; }

    /// <summary>Cramér's V; of texts.</summary>
    public double? CramersV { get; init; }
}
