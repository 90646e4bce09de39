namespace Ayni.Preprocessing.Declarations;

/// <summary>
/// Moves outliers of numbers to the border they lie beyond. Where half the values or more are one value, so that
/// quartiles or deviation have no width, nothing is clipped.
/// </summary>
public sealed record ClipStep : StepDeclaration
{
    /// <summary>How the borders are found.</summary>
    public required ClipKind By { get; init; }

    /// <summary>
    /// Width of what is no outlier. <value>Default 1.5 with iqr, 3 with mad; range over 0.</value>
    /// </summary>
    public double? Times { get; init; }

    /// <summary>Lower percentile. <value>Default 1; range 0 to under <see cref="High"/>.</value></summary>
    public double Low { get; init; } = 1;

    /// <summary>Upper percentile. <value>Default 99; range over <see cref="Low"/> to 100.</value></summary>
    public double High { get; init; } = 99;

    internal override void Check(string where)
    {
        Require(Times is null or > 0 and < double.PositiveInfinity, where, "times", Times ?? 0, "over 0");
        Require(Low >= 0 && Low < High, where, "low", Low, "0 to under high");
        Require(High <= 100, where, "high", High, "over low, to 100");
    }
}
