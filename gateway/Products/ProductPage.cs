namespace Ayni.Gateway.Products;

/// <summary>A page of the catalogue, by product id.</summary>
/// <param name="Products">The products.</param>
/// <param name="NextCursor">Send it as <c>cursor</c> for the next page; null at the end.</param>
public sealed record ProductPage(IReadOnlyList<ProductBody> Products, string? NextCursor);
