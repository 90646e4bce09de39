namespace Ayni.Domain.Catalog;

/// <summary>How a category's path is written.</summary>
public static class CategoryPath
{
    /// <summary>Between the parts of a path.</summary>
    public const string Separator = " > ";
}
