namespace Ayni.Gateway.Products;

/// <summary>
/// Fields of a product to change (RFC 7396): a field left out stays as it is, null empties an optional one.
/// </summary>
public sealed record ProductPatchBody
{
    /// <summary>New name.</summary>
    public string? ProductName { get; init; }

    /// <summary>New description; null empties it.</summary>
    public string? ProductDescription { get; init; }

    /// <summary>New category; null empties it.</summary>
    public string? ProductCategory { get; init; }

    /// <summary>New brand; null empties it.</summary>
    public string? Brand { get; init; }

    /// <summary>New price; null empties it.</summary>
    /// <example>19.9</example>
    public decimal? ProductPrice { get; init; }

    /// <summary>New list price; null empties it.</summary>
    public decimal? ListPrice { get; init; }

    /// <summary>New currency.</summary>
    public string? Currency { get; init; }

    /// <summary>New stock; null stops tracking it.</summary>
    /// <example>0</example>
    public int? Stock { get; init; }

    /// <summary>New activity flag.</summary>
    public bool? IsActive { get; init; }
}
