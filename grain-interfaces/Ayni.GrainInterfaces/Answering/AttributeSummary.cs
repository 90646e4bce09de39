using Ayni.Domain.Catalog;

namespace Ayni.GrainInterfaces.Answering;

/// <summary>An attribute of the shop's own.</summary>
/// <param name="Name">As a filter names it after <c>product.attributes.</c>.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Products">Products that have it in that kind.</param>
[GenerateSerializer, Immutable, Alias("ayni.attribute-summary")]
public sealed record AttributeSummary(
    [property: Id(0)] string Name,
    [property: Id(1)] AttributeKind Kind,
    [property: Id(2)] int Products);
