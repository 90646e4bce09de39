namespace Ayni.Recommenders;

/// <summary>
/// How the entries of a history count: entry e counts w_e = weight^a · (age + 1)^-b, divided by (Σ w)^c. It depends on
/// the history alone, never on the catalogue, so that a score is the same however the catalogue is spread.
/// </summary>
public sealed record HistoryWeighting
{
    /// <summary>
    /// Exponent a of an entry's weight: 1 as it is, 0 met or not. <value>Default 1; range 0 to 1.</value>
    /// </summary>
    public double WeightExponent { get; init; } = 1;

    /// <summary>
    /// Exponent b of the age: 0 counts old and new alike. <value>Default 0; range 0 to 10.</value>
    /// </summary>
    public double AgeExponent { get; init; }

    /// <summary>
    /// Newest items that count; 0 for all. <value>Default 0; range 0 to 65,536.</value>
    /// </summary>
    public int Newest { get; init; }

    /// <summary>
    /// Exponent c of the sum of the counts in the denominator: 0 sums, 1 averages.
    /// <value>Default 0; range 0 to 1.</value>
    /// </summary>
    public double Normalization { get; init; }

    /// <summary>Returns this if all is in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value and its range.</exception>
    public HistoryWeighting Validated()
    {
        OptionRange.Require(nameof(WeightExponent), WeightExponent, 0, 1);
        OptionRange.Require(nameof(AgeExponent), AgeExponent, 0, 10);
        OptionRange.Require(nameof(Newest), Newest, 0, 65_536);
        OptionRange.Require(nameof(Normalization), Normalization, 0, 1);
        return this;
    }
}
