namespace Ayni.Gateway.Products;

/// <summary>One category of the tree.</summary>
/// <param name="Name">Its part of the path.</param>
/// <param name="Path">The whole path: what a filter by category takes.</param>
/// <param name="Products">Products in it and below it.</param>
/// <param name="Categories">Categories right below it, by name.</param>
public sealed record CategoryAnswer(
    string Name, string Path, long Products, IReadOnlyList<CategoryAnswer> Categories);
