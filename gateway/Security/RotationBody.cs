namespace Ayni.Gateway.Security;

/// <summary>How one key takes another's place.</summary>
public sealed record RotationBody
{
    /// <summary>
    /// How long both are honoured, such as 30m, 12h or 7d, at most 90d. 1h, if left out; 0: not at all.
    /// </summary>
    /// <example>24h</example>
    public string? Overlap { get; init; }
}
