using System.Text.Json.Serialization;
using Ayni.Domain.Access;

namespace Ayni.Trainer.Keys;

/// <summary>A key as JSON, in the form of the gateway's <c>/v1/keys</c>.</summary>
internal sealed record KeyDocument(
    string Id,
    string Name,
    IReadOnlyList<string> Scopes,
    [property: JsonPropertyName("public")] bool IsPublic,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key = null)
{
    public static KeyDocument From(AccessKey key, DateTimeOffset now, string? text = null) => new(
        key.Id,
        key.Name,
        AccessScopeNames.Of(key.Scopes),
        key.IsPublic,
        key.RevokedAt is not null ? "revoked" : key.IsLive(now) ? "live" : "expired",
        key.CreatedAt,
        key.ExpiresAt,
        key.RevokedAt,
        key.LastUsedAt,
        text);
}
