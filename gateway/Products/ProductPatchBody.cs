using Ayni.Domain.Catalog;

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

    /// <summary>New currency; null empties it, where there is no price.</summary>
    public string? Currency { get; init; }

    /// <summary>New stock; null stops tracking it.</summary>
    /// <example>0</example>
    public int? Stock { get; init; }

    /// <summary>New activity flag.</summary>
    public bool? IsActive { get; init; }

    /// <summary>Id of the new family; null empties it.</summary>
    public string? ParentId { get; init; }

    /// <summary>New labels in place of all it has; null empties them.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>New store views in place of all it has; null empties them.</summary>
    public IReadOnlyList<string>? Stores { get; init; }

    /// <summary>New customer groups in place of all it has; null empties them.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>New prices for store views and customer groups in place of all it has; null empties them.</summary>
    public IReadOnlyList<ViewPriceBody>? Prices { get; init; }

    /// <summary>New moment at which the shop took it in.</summary>
    public DateTimeOffset? AddedAt { get; init; }

    /// <summary>Attributes to add or replace; null for a value takes it away, for the whole all of them.</summary>
    public AttributeSet? Attributes { get; init; }
}
