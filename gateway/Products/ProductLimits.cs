namespace Ayni.Gateway.Products;

/// <summary>Limits of what a product, and a request about products, may hold.</summary>
internal static class ProductLimits
{
    /// <summary>Body of one product, in bytes.</summary>
    public const long MaxBodyBytes = 128 * 1024;

    /// <summary>Body of a bulk load, in bytes.</summary>
    public const long MaxBulkBodyBytes = 32 * 1024 * 1024;

    /// <summary>One row of a bulk load, in bytes: as much as one product alone.</summary>
    public const long MaxRowBytes = MaxBodyBytes;

    /// <summary>Unknown fields listed in one answer.</summary>
    public const int MaxIgnoredFields = 20;

    /// <summary>Rows of a bulk load.</summary>
    public const int MaxBulkRows = 10_000;

    /// <summary>Row problems listed in one answer.</summary>
    public const int MaxBulkProblems = 1_000;

    /// <summary>Paths of categories in one answer.</summary>
    public const int MaxCategories = 10_000;

    /// <summary>Products on one page.</summary>
    public const int MaxPageSize = 500;

    /// <summary>Products on one page unless asked.</summary>
    public const int DefaultPageSize = 50;
}
