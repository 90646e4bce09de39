using System.Text.Json;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;

namespace Ayni.Gateway.Products;

/// <summary>Reads products and changes to products.</summary>
internal static class ProductParser
{
    private const string IdField = "product_id";

    private static readonly (string Name, ProductFields Field)[] OptionalFields =
    [
        ("product_description", ProductFields.Description),
        ("product_category", ProductFields.Category),
        ("brand", ProductFields.Brand),
        ("product_price", ProductFields.Price),
        ("list_price", ProductFields.ListPrice),
        ("stock", ProductFields.Stock),
    ];

    /// <summary>Reads a product whose id stands in the path.</summary>
    /// <returns>It, and the fields that mean nothing to us.</returns>
    /// <exception cref="RefusalException">Something in it is wrong; lists every field that is.</exception>
    public static (Product Product, IReadOnlyList<string> Ignored) Parse(JsonElement body, string productId)
    {
        var problems = new List<FieldProblem>();
        var fields = FieldReader.Open(body, "", problems);
        var product = fields is null ? null : Read(fields, productId);
        return product is not null && problems.Count == 0
            ? (product, Ignored(fields!))
            : throw RefusalException.OfFields(problems);
    }

    /// <summary>Reads one row of a bulk load; null, with the problems noted, if something is wrong.</summary>
    public static Product? ParseRow(JsonElement row, List<FieldProblem> problems, HashSet<string> ignored)
    {
        var before = problems.Count;
        if (FieldReader.Open(row, "", problems) is not { } fields)
            return null;
        var product = Read(fields, null);
        foreach (var name in fields.UnknownFields().TakeWhile(_ => ignored.Count < ProductLimits.MaxIgnoredFields))
            ignored.Add(name);
        return problems.Count == before ? product : null;
    }

    /// <summary>Reads a partial update.</summary>
    /// <returns>It, and the fields that mean nothing to us.</returns>
    /// <exception cref="RefusalException">Something in it is wrong, or it changes nothing.</exception>
    public static (ProductPatch Patch, IReadOnlyList<string> Ignored) ParsePatch(JsonElement body, string productId)
    {
        var problems = new List<FieldProblem>();
        var fields = FieldReader.Open(body, "", problems);
        var patch = fields is null ? null : ReadPatch(fields, productId);
        if (patch == new ProductPatch())
            fields!.RefuseUnknown("No such field of a product.");
        if (patch is null || problems.Count > 0)
            throw RefusalException.OfFields(problems);
        return patch != new ProductPatch()
            ? (patch, Ignored(fields!))
            : throw new RefusalException(
                ErrorCodes.Invalid, "The body changes nothing. Send at least one field of the product by its name.");
    }

    private static List<string> Ignored(FieldReader fields) =>
        [.. fields.UnknownFields().Take(ProductLimits.MaxIgnoredFields)];

    private static Product Read(FieldReader fields, string? pathId)
    {
        RefuseOtherId(fields, pathId);
        return new Product
        {
            ProductId = pathId ?? fields.Id(IdField, required: true) ?? "",
            Name = fields.Text("product_name", ProductRules.MaxNameLength, required: true) ?? "",
            Description = fields.Text("product_description", ProductRules.MaxDescriptionLength),
            Category = fields.Text("product_category", ProductRules.MaxNameLength),
            Brand = fields.Text("brand", ProductRules.MaxNameLength),
            Price = fields.Money("product_price", ProductRules.MaxPrice),
            ListPrice = fields.Money("list_price", ProductRules.MaxPrice),
            Currency = ReadCurrency(fields) ?? Product.DefaultCurrency,
            Stock = (int?)fields.Whole("stock", 0, int.MaxValue),
            IsActive = fields.Flag("is_active") ?? true,
        };
    }

    private static ProductPatch ReadPatch(FieldReader fields, string productId)
    {
        RefuseOtherId(fields, productId);
        foreach (var name in new[] { "product_name", "currency", "is_active" }.Where(fields.IsNull))
            fields.Refuse(name, "Cannot be emptied.", "Send a value, or leave the field out.");
        return new ProductPatch
        {
            Name = fields.Text("product_name", ProductRules.MaxNameLength),
            Description = fields.Text("product_description", ProductRules.MaxDescriptionLength),
            Category = fields.Text("product_category", ProductRules.MaxNameLength),
            Brand = fields.Text("brand", ProductRules.MaxNameLength),
            Price = fields.Money("product_price", ProductRules.MaxPrice),
            ListPrice = fields.Money("list_price", ProductRules.MaxPrice),
            Currency = ReadCurrency(fields),
            Stock = (int?)fields.Whole("stock", 0, int.MaxValue),
            IsActive = fields.Flag("is_active"),
            Clear = OptionalFields.Where(optional => fields.IsNull(optional.Name))
                .Aggregate(ProductFields.None, (all, optional) => all | optional.Field),
        };
    }

    private static void RefuseOtherId(FieldReader fields, string? pathId)
    {
        if (pathId is not null && fields.Id(IdField) is { } id && id != pathId)
            fields.Refuse(IdField, $"Not the id in the path, '{pathId}'.", "Leave it out or send the same.");
    }

    private static string? ReadCurrency(FieldReader fields)
    {
        if (fields.Text("currency", ProductRules.MaxNameLength) is not { } currency)
            return null;
        if (!ProductRules.IsCurrency(currency))
            fields.Refuse("currency", "Not a currency code.", "Send three capital letters (ISO 4217), such as PEN.");
        return currency;
    }
}
