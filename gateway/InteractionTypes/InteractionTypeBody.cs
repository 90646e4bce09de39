namespace Ayni.Gateway.InteractionTypes;

/// <summary>What a type of interaction of the shop's own says.</summary>
public sealed record InteractionTypeBody
{
    /// <summary>
    /// What one of them says about preference, from -100 to 100: a purchase says 1, a view 0.25; below 0: against the
    /// product.
    /// </summary>
    /// <example>0.7</example>
    public required double Weight { get; init; }
}
