namespace Ayni.GrainInterfaces.Users;

/// <summary>A product that was recommended to a shopper.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="ShownAt">When last.</param>
[GenerateSerializer, Immutable, Alias("ayni.shown-product")]
public sealed record ShownProduct(
    [property: Id(0)] string ProductId, [property: Id(1)] DateTimeOffset ShownAt);
