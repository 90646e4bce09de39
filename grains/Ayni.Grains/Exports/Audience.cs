namespace Ayni.Grains.Exports;

/// <summary>Shoppers for products.</summary>
/// <param name="ModelVersion">Version of the model that scored them.</param>
/// <param name="Position">Log position that every score takes into account.</param>
/// <param name="Members">The shoppers: score descending, then user id (ordinal).</param>
public sealed record Audience(string ModelVersion, long Position, IReadOnlyList<AudienceMember> Members);

/// <summary>A shopper of an audience.</summary>
/// <param name="UserId">The shopper.</param>
/// <param name="Score">Mean of the model's scores of the best products for them that they have not bought.</param>
/// <param name="ProductId">The best of them.</param>
public sealed record AudienceMember(string UserId, double Score, string ProductId);
