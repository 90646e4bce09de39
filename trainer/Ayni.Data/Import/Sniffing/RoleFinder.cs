namespace Ayni.Data.Import.Sniffing;

/// <summary>Tells which file is the interactions and which the catalogue.</summary>
internal static class RoleFinder
{
    private static readonly string[] ProductNames =
        ["products", "productos", "catalogue", "catalog", "catalogo", "items", "articulos", "product", "producto"];

    public static FileRole RoleOf(SampledFile file, SniffHints hints)
    {
        var events = new MeaningFinder(file, FileRole.Interactions, hints);
        var products = new MeaningFinder(file, FileRole.Products, hints);
        return file.IsNamed ? OfNames(file, events, products) : OfContent(file);
    }

    private static FileRole OfNames(SampledFile file, MeaningFinder events, MeaningFinder products)
    {
        var hasTime = events[Meaning.Timestamp] is not null || file.Columns.Any(column => column.IsCertainDate);
        var hasUser = events[Meaning.User] is not null;
        if (hasUser && hasTime && (events[Meaning.Product] is not null || HasOtherId(events)))
            return FileRole.Interactions;
        if (hasUser)
            return FileRole.None;
        var describes = products.Choices.Any(one => one.Meaning is Meaning.Name or Meaning.Category
            or Meaning.Description or Meaning.Price or Meaning.Brand);
        if (products[Meaning.Product] is { } key && describes && key.Unique > 0.5)
            return FileRole.Products;
        if (describes && IsKeyed(file) && !hasTime)
            return FileRole.Products;
        return OfContent(file);
    }

    private static FileRole OfContent(SampledFile file)
    {
        if (file.Columns.Count < 2)
            return FileRole.None;
        if (IsNamedProducts(file) && IsKeyed(file))
            return FileRole.Products;
        var ids = file.Columns.Count(column => column.IsId && !(column.IsDate && column.MeanLength >= 10));
        var hasTime = file.Columns.Any(column => column.IsCertainDate || (column.IsDate && column.MeanLength >= 10));
        if (hasTime && ids >= 2)
            return FileRole.Interactions;
        return IsKeyed(file) && !hasTime ? FileRole.Products : FileRole.None;
    }

    /// <summary>Whether a column without a meaning, whose values come again, may be the product.</summary>
    private static bool HasOtherId(MeaningFinder events)
        => events.Free.Any(column => column is { IsId: true, HasDecimals: false, Unique: < 0.99, Values: null });

    private static bool IsKeyed(SampledFile file)
        => file.Columns.Any(column => column.IsId && column.Unique >= 0.99);

    private static bool IsNamedProducts(SampledFile file)
        => ColumnWords.Of(file.Name).Any(ProductNames.Contains);
}
