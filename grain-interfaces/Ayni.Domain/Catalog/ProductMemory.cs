namespace Ayni.Domain.Catalog;

/// <summary>What products take up in memory while they wait for something: limits on queues go by it.</summary>
public static class ProductMemory
{
    private const int OfProduct = 1_024;
    private const int OfEntry = 128;
    private const int OfCharacter = 2;

    /// <summary>Bytes of a change, as near as an estimate is; never fewer than 1,024.</summary>
    public static long BytesOf(CatalogChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Product is not { } product)
            return OfProduct;
        var characters = product.Name.Length + (product.Description?.Length ?? 0);
        var entries = product.Tags.Count + product.Stores.Count + product.Groups.Count + product.Attributes.Count
            + product.Prices.Count;
        return OfProduct + (OfCharacter * (long)characters) + (OfEntry * (long)entries);
    }
}
