using Ayni.Domain.Catalog;
using Ayni.Filters.Columns;
using Ayni.Filters.Text;

namespace Ayni.Filters.Expressions;

/// <summary>Reads the attributes of a product from itself.</summary>
internal sealed class ProductSource(Product product, DateTimeOffset now) : IAttributeSource
{
    public bool? Truth(ProductAttribute attribute) => attribute.BuiltIn switch
    {
        BuiltIn.Active => product.IsActive,
        BuiltIn.Available => product.IsAvailable,
        _ => OwnValues.Truth(product.Attributes, attribute.Name),
    };

    public decimal? Exact(ProductAttribute attribute) => attribute.BuiltIn switch
    {
        BuiltIn.Price => product.Price,
        BuiltIn.ListPrice => product.ListPrice,
        BuiltIn.Stock => product.Stock,
        BuiltIn.AgeDays => product.AddedAt is { } added ? Moment.Days(added.UtcTicks, now.UtcTicks) : null,
        _ => null,
    };

    public double? Approximate(ProductAttribute attribute) => attribute.BuiltIn switch
    {
        BuiltIn.Discount => product.Price is { } price ? Money.DiscountOf(price, product.ListPrice) : null,
        _ => OwnValues.Number(product.Attributes, attribute.Name),
    };

    public string? Text(ProductAttribute attribute) => attribute.BuiltIn switch
    {
        BuiltIn.Category => FoldedText.Of(product.Category, attribute.Form),
        BuiltIn.Brand => FoldedText.Of(product.Brand, attribute.Form),
        BuiltIn.Currency => FoldedText.Of(product.Currency, attribute.Form),
        BuiltIn.ParentId => FoldedText.Of(product.ParentId, attribute.Form),
        _ => OwnValues.Text(product.Attributes, attribute.Name),
    };

    public IReadOnlyList<string> List(ProductAttribute attribute) => attribute.BuiltIn switch
    {
        BuiltIn.Tags => OwnValues.Keys(product.Tags),
        BuiltIn.Stores => OwnValues.Keys(product.Stores),
        BuiltIn.Groups => OwnValues.Keys(product.Groups),
        _ => OwnValues.List(product.Attributes, attribute.Name),
    };

    public long? Ticks(ProductAttribute attribute) => attribute.BuiltIn switch
    {
        BuiltIn.AddedAt => product.AddedAt?.UtcTicks,
        _ => OwnValues.Ticks(product.Attributes, attribute.Name),
    };
}
