using Ayni.Domain.Catalog;

namespace Ayni.Filters;

/// <summary>One kind in which the products have an attribute of the shop's own.</summary>
/// <param name="Name">As it is written after `product.attributes.`.</param>
/// <param name="Kind">What its values are. A name may have several kinds, each its entry.</param>
/// <param name="Products">How many products have it in that kind.</param>
public sealed record AttributeUse(string Name, AttributeKind Kind, int Products);
