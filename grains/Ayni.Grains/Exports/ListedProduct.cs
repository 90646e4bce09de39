namespace Ayni.Grains.Exports;

/// <summary>A product of a list.</summary>
/// <param name="ProductId">External id.</param>
/// <param name="Score">The score that the shopper's own answer gives it.</param>
public readonly record struct ListedProduct(string ProductId, double Score);
