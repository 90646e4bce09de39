namespace Ayni.Grains.Catalog;

/// <summary>A product that the catalogue does not hold.</summary>
/// <param name="ProductId">Its id.</param>
/// <param name="Nearest">An id that the catalogue holds and that is spelt nearly so; null: none was found.</param>
public sealed record UnknownProduct(string ProductId, string? Nearest);
