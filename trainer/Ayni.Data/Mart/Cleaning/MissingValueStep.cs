namespace Ayni.Data.Mart.Cleaning;

/// <summary>Rows whose product lacks what the tables say of it.</summary>
public sealed record MissingValueStep
{
    /// <summary>
    /// Rows of a product that the catalogue does not hold: they join with nothing. Kept where the catalogue is empty.
    /// <value>Default: dropped.</value>
    /// </summary>
    public RuleAction UnknownProduct { get; init; } = RuleAction.Drop;

    /// <summary>Rows of a product without a price. <value>Default: kept, the row says what was done.</value></summary>
    public RuleAction NoPrice { get; init; } = RuleAction.Keep;
}
