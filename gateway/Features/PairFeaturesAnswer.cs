namespace Ayni.Gateway.Features;

/// <summary>Features of a shopper before one product.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Features">Values by name; null where there is nothing to tell one from.</param>
public sealed record PairFeaturesAnswer(string ProductId, IReadOnlyDictionary<string, object?> Features);
