using System.Text.Json.Serialization;

namespace Ayni.Gateway.Security;

/// <summary>A key to be made.</summary>
public sealed record KeyBody
{
    /// <summary>What to call it, 1 to 64 characters; no live key may have the name.</summary>
    /// <example>storefront</example>
    public required string Name { get; init; }

    /// <summary>
    /// What it allows: events, recommend, catalogue, train, monitor, admin. Admin allows everything.
    /// </summary>
    /// <example>["events", "recommend"]</example>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>
    /// True of a key that stands in pages: it may have events and recommend, and sees guests alone, each by an id that
    /// nobody guesses. False, if left out.
    /// </summary>
    [JsonPropertyName("public")]
    public bool? IsPublic { get; init; }

    /// <summary>When it ends: ISO 8601, or unix seconds or milliseconds. Never, if left out.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
