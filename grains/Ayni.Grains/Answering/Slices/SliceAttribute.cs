using Ayni.Domain.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>An attribute of the shop's own that products of a part of the catalogue have.</summary>
/// <param name="Name">Name.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Products">How many products of the part have it.</param>
[GenerateSerializer, Immutable, Alias("ayni.slice-attribute")]
internal sealed record SliceAttribute(
    [property: Id(0)] string Name, [property: Id(1)] AttributeKind Kind, [property: Id(2)] int Products);
