namespace Ayni.Domain.Consents;

/// <summary>Whether a shopper allows one purpose.</summary>
/// <param name="IsAllowed">Whether it is allowed.</param>
/// <param name="SaidAt">When the shopper last said so, by our clock; null: never, and the shop's default holds.</param>
/// <param name="Position">Where the log says so; null: nowhere.</param>
[GenerateSerializer, Immutable, Alias("ayni.consent")]
public sealed record Consent(
    [property: Id(0)] bool IsAllowed,
    [property: Id(1)] DateTimeOffset? SaidAt = null,
    [property: Id(2)] long? Position = null)
{
    /// <summary>Whether the shop's default holds, the shopper having said nothing.</summary>
    public bool IsDefault => Position is null;
}
