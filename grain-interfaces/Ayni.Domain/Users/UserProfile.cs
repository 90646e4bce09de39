using Ayni.Domain.Catalog;

namespace Ayni.Domain.Users;

/// <summary>What the shop says of a shopper. All optional.</summary>
[GenerateSerializer, Immutable, Alias("ayni.user-profile")]
public sealed record UserProfile
{
    /// <summary>Segment, such as "new" or "wholesale".</summary>
    [Id(0)] public string? Segment { get; init; }

    /// <summary>Country (ISO 3166-1 alpha-2).</summary>
    [Id(1)] public string? Country { get; init; }

    /// <summary>Language (BCP 47).</summary>
    [Id(2)] public string? Language { get; init; }

    /// <summary>
    /// False: no personal recommendations; popularity answers instead. Consent is an event in the log: a profile that
    /// is read shows it, and what is stored says false only of shoppers who refused before there were such events.
    /// </summary>
    [Id(3)] public bool ConsentsToPersonalization { get; init; } = true;

    /// <summary>Attributes of the shop's own; at most 64.</summary>
    [Id(4)] public AttributeSet Attributes { get; init; } = AttributeSet.Empty;
}
