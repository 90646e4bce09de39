using System.Collections.Immutable;

namespace Ayni.Content;

/// <summary>Options of <see cref="FactorMap"/> where the regularisation is chosen on items held out.</summary>
public sealed record FactorMapOptions
{
    /// <summary>
    /// Values of λ tried, for weights with a mean of 1. <value>Default 0.1 to 1,000 in steps of about 3; each over 0
    /// and up to 1,000,000, at most 100 of them.</value>
    /// </summary>
    public ImmutableArray<double> Regularizations { get; init; } = [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000];

    /// <summary>Share of the items held out to choose by. <value>Default 0.2; over 0 and under 1.</value></summary>
    public double ValidationShare { get; init; } = 0.2;

    /// <summary>Seed of which. <value>Default 1.</value></summary>
    public int Seed { get; init; } = 1;

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public FactorMapOptions Validated()
    {
        if (Regularizations.IsDefaultOrEmpty || Regularizations.Length > 100
            || Regularizations.Any(value => value is not (> 0 and <= 1_000_000)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Regularizations),
                Regularizations.IsDefault ? "none" : string.Join(", ", Regularizations),
                "Regularizations must be 1 to 100 numbers over 0 and up to 1,000,000.");
        }

        if (ValidationShare is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(ValidationShare), ValidationShare, "ValidationShare must be over 0 and under 1.");
        }

        return this;
    }
}
