namespace Ayni.Grains.Exports;

/// <summary>Shoppers for products.</summary>
/// <param name="ModelVersion">Version of the model that scored them.</param>
/// <param name="Position">Log position that every score takes into account.</param>
/// <param name="Members">The shoppers: score descending, then user id (ordinal).</param>
public sealed record Audience(string ModelVersion, long Position, IReadOnlyList<AudienceMember> Members);
