namespace Ayni.Data.Mart.Cleaning;

/// <summary>
/// Numbers far from the others by the median and the median absolute deviation of their logarithms, which a few wild
/// ones cannot move (Iglewicz and Hoaglin 1993): a value is one if |ln x − median| is above
/// <see cref="MaxDeviations"/> × max(1.4826 × MAD, <see cref="MinSpread"/>).
/// </summary>
public sealed record OutlierStep
{
    /// <summary>
    /// Deviations from the median. <value>Default 6: Iglewicz and Hoaglin say 3.5 of a normal distribution, and
    /// quantities have longer tails; above 0.</value>
    /// </summary>
    public double MaxDeviations { get; init; } = 6;

    /// <summary>
    /// Least spread of the logarithms, for shops where half of all purchases are of one piece, whose MAD is 0.
    /// <value>Default ln 2: up to 2⁶ times the median is none; above 0.</value>
    /// </summary>
    public double MinSpread { get; init; } = 0.693147;

    /// <summary>Purchases of far too many pieces. <value>Default: dropped.</value></summary>
    public RuleAction Quantity { get; init; } = RuleAction.Drop;

    /// <summary>
    /// Rows of a product whose price today is far from those of its currency. <value>Default: kept: a shop may sell
    /// matches and pianos.</value>
    /// </summary>
    public RuleAction Price { get; init; } = RuleAction.Keep;

    internal void Validate()
    {
        StepRange.Require(
            MaxDeviations > 0 && double.IsFinite(MaxDeviations), MaxDeviations, "outliers.max_deviations", "above 0");
        StepRange.Require(MinSpread > 0 && double.IsFinite(MinSpread), MinSpread, "outliers.min_spread", "above 0");
    }
}
