using System.Text.Json.Serialization;
using Ayni.Domain.Access;
using Ayni.Silo.Security;

namespace Ayni.Gateway.Security;

/// <summary>A key; the secret itself is told once, to who made it.</summary>
public sealed record KeyAnswer
{
    /// <summary>Part of the key itself, and no secret.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called; the key in whose place it was made may have the name too.</summary>
    public required string Name { get; init; }

    /// <summary>What it allows.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Whether it may stand in pages.</summary>
    [JsonPropertyName("public")]
    public required bool IsPublic { get; init; }

    /// <summary>live, expired or revoked.</summary>
    public required string State { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was taken back; null: it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it was last shown, to the minute; null: never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The key to send; only in the answer to who made it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    internal static KeyAnswer From(AccessKey key, DateTimeOffset now) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Scopes = AccessScopeNames.Of(key.Scopes),
        IsPublic = key.IsPublic,
        State = key.RevokedAt is not null ? "revoked" : key.IsLive(now) ? "live" : "expired",
        CreatedAt = key.CreatedAt,
        ExpiresAt = key.ExpiresAt,
        RevokedAt = key.RevokedAt,
        LastUsedAt = key.LastUsedAt,
    };

    internal static KeyAnswer From(IssuedKey issued, DateTimeOffset now) =>
        From(issued.Key, now) with { Key = issued.Text };
}
