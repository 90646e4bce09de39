using System.Collections.Immutable;

namespace Ayni.Domain.Access;

/// <summary>A key as it is kept: everything but the secret.</summary>
public sealed record AccessKey
{
    /// <summary>Most characters of a name.</summary>
    public const int MaxNameLength = 64;

    /// <summary>Unique, part of the key itself, and no secret.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called; a key that takes another's place has its name too.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the whole key, 32 bytes.</summary>
    public required ImmutableArray<byte> Hash { get; init; }

    /// <summary>What it allows.</summary>
    public required AccessScopes Scopes { get; init; }

    /// <summary>True of a key that stands in pages: whoever shows it is a guest and sees that guest alone.</summary>
    public bool IsPublic { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is refused; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was taken back; null: it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it was last shown, to the minute; null: never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Whether it is honoured at a time.</summary>
    public bool IsLive(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);
}
