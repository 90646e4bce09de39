namespace Ayni.Domain.Scenarios;

/// <summary>A product with a fixed place.</summary>
/// <param name="ProductId">Product; left out where it cannot be recommended.</param>
/// <param name="Position">Place in the list, 1 to 500.</param>
[GenerateSerializer, Immutable, Alias("ayni.pinned-product")]
public sealed record PinnedProduct([property: Id(0)] string ProductId, [property: Id(1)] int Position);
