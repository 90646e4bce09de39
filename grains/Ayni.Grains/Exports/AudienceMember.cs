namespace Ayni.Grains.Exports;

/// <summary>A shopper of an audience.</summary>
/// <param name="UserId">The shopper.</param>
/// <param name="Score">Mean of the model's scores of the best products for them that they have not bought.</param>
/// <param name="ProductId">The best of them.</param>
public sealed record AudienceMember(string UserId, double Score, string ProductId);
