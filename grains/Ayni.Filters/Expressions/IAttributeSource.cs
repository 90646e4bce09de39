namespace Ayni.Filters.Expressions;

/// <summary>
/// Where the attributes of one product are read: from itself or from a row of columns. Null means missing.
/// </summary>
internal interface IAttributeSource
{
    bool? Truth(ProductAttribute attribute);

    decimal? Exact(ProductAttribute attribute);

    double? Approximate(ProductAttribute attribute);

    string? Text(ProductAttribute attribute);

    IReadOnlyList<string> List(ProductAttribute attribute);

    long? Ticks(ProductAttribute attribute);
}
