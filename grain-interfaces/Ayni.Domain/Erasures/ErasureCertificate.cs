using System.Collections.Immutable;

namespace Ayni.Domain.Erasures;

/// <summary>Proves an erasure without telling whose: nothing of it leads to the shopper.</summary>
[GenerateSerializer, Immutable, Alias("ayni.erasure-certificate")]
public sealed record ErasureCertificate
{
    /// <summary>Kind of <see cref="Counts"/>: interactions of all types.</summary>
    public const string Interactions = "interactions";

    /// <summary>Kind of <see cref="Counts"/>: interactions in which the shopper wrote something.</summary>
    public const string Reviews = "reviews";

    /// <summary>Kind of <see cref="Counts"/>: searches, with what was searched for.</summary>
    public const string Searches = "searches";

    /// <summary>Kind of <see cref="Counts"/>: words said of consent, which are no interactions.</summary>
    public const string Consents = "consents";

    /// <summary>Kind of <see cref="Counts"/>: stored profile, 0 or 1.</summary>
    public const string Profile = "profile";

    /// <summary>Names it; random.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>
    /// Interactions dated up to here are dropped: the time of the erasure, or that of the newest interaction erased if
    /// that was dated ahead, by a day at most. To the millisecond, UTC.
    /// </summary>
    [Id(1)] public required DateTimeOffset ErasedAt { get; init; }

    /// <summary>End of the log at the erasure: nothing of the shopper stands at or before it.</summary>
    [Id(2)] public required long Position { get; init; }

    /// <summary>Records erased by kind; reviews and searches are among the interactions. Ascending by kind.</summary>
    [Id(3)] public required ImmutableSortedDictionary<string, long> Counts { get; init; }

    /// <summary>
    /// HMAC-SHA-256, in hexadecimal digits, of the fields above and of the digest of the certificate before, under the
    /// key of the store: a certificate that was changed, added or taken away later shows.
    /// </summary>
    [Id(4)] public required string Digest { get; init; }
}
