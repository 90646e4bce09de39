namespace Ayni.Domain.Catalog;

/// <summary>Optional fields of a product, for emptying them.</summary>
[Flags]
public enum ProductFields
{
    /// <summary>No field.</summary>
    None = 0,

    /// <summary><see cref="Product.Description"/>.</summary>
    Description = 1,

    /// <summary><see cref="Product.Category"/>.</summary>
    Category = 2,

    /// <summary><see cref="Product.Brand"/>.</summary>
    Brand = 4,

    /// <summary><see cref="Product.Price"/>.</summary>
    Price = 8,

    /// <summary><see cref="Product.ListPrice"/>.</summary>
    ListPrice = 16,

    /// <summary><see cref="Product.Stock"/>.</summary>
    Stock = 32,

    /// <summary><see cref="Product.Currency"/>; only of a product without a price.</summary>
    Currency = 64,

    /// <summary><see cref="Product.ParentId"/>.</summary>
    ParentId = 128,

    /// <summary><see cref="Product.Attributes"/>, all of them.</summary>
    Attributes = 256,
}
