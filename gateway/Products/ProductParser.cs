using System.Collections.Frozen;
using System.Text.Json;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;

namespace Ayni.Gateway.Products;

/// <summary>Reads products and changes to products.</summary>
internal sealed class ProductParser(ShopCurrency currency)
{
    private const string IdField = "product_id";
    private const string CurrencyField = "currency";
    private const string AttributesField = "attributes";
    private const string PricesField = "prices";

    private static readonly (string Name, ProductFields Field)[] OptionalFields =
    [
        ("product_description", ProductFields.Description),
        ("product_category", ProductFields.Category),
        ("brand", ProductFields.Brand),
        ("product_price", ProductFields.Price),
        ("list_price", ProductFields.ListPrice),
        (CurrencyField, ProductFields.Currency),
        ("stock", ProductFields.Stock),
        ("parent_id", ProductFields.ParentId),
        (AttributesField, ProductFields.Attributes),
    ];

    /// <summary>What other systems call a field of a product.</summary>
    private static readonly FrozenDictionary<string, string> OtherNames = new Dictionary<string, string>
    {
        ["id"] = IdField,
        ["item_id"] = IdField,
        ["name"] = "product_name",
        ["title"] = "product_name",
        ["description"] = "product_description",
        ["category"] = "product_category",
        ["categories"] = "product_category",
        ["price"] = "product_price",
        ["original_price"] = "list_price",
        ["regular_price"] = "list_price",
        ["quantity"] = "stock",
        ["active"] = "is_active",
        ["parent"] = "parent_id",
        ["group_id"] = "parent_id",
        ["labels"] = "tags",
        ["created_at"] = "added_at",
    }.ToFrozenDictionary();

    /// <summary>Reads a product whose id stands in the path.</summary>
    /// <returns>It, and the fields that mean nothing to us.</returns>
    /// <exception cref="RefusalException">Something in it is wrong; lists every field that is.</exception>
    public (Product Product, IReadOnlyList<string> Ignored) Parse(JsonElement body, string productId)
    {
        var problems = new List<FieldProblem>();
        var ignored = new HashSet<string>(StringComparer.Ordinal);
        return Parse(body, productId, problems, ignored) is { } product
            ? (product, [.. ignored])
            : throw RefusalException.OfFields(problems);
    }

    /// <summary>Reads one row of a bulk load; null, with the problems noted, if something is wrong.</summary>
    public Product? ParseRow(JsonElement row, List<FieldProblem> problems, HashSet<string> ignored) =>
        Parse(row, pathId: null, problems, ignored);

    /// <summary>Reads a partial update.</summary>
    /// <returns>It, and the fields that mean nothing to us.</returns>
    /// <exception cref="RefusalException">Something in it is wrong, or it changes nothing.</exception>
    public (ProductPatch Patch, IReadOnlyList<string> Ignored) ParsePatch(JsonElement body, string productId)
    {
        var problems = new List<FieldProblem>();
        var ignored = new HashSet<string>(StringComparer.Ordinal);
        var fields = FieldReader.Open(body, "", problems);
        var patch = fields is null ? null : ReadPatch(fields, productId);
        if (patch is { IsEmpty: true })
            fields!.RefuseUnknown("No such field of a product.", OtherNames);
        else if (fields is not null)
            Gather(fields, ignored);
        if (patch is null || problems.Count > 0)
            throw RefusalException.OfFields(problems);
        return !patch.IsEmpty
            ? (patch, [.. ignored])
            : throw new RefusalException(
                ErrorCodes.Invalid, "The body changes nothing. Send at least one field of the product by its name.");
    }

    /// <summary>Refuses what a patch would make wrong in a product as it stands.</summary>
    /// <exception cref="RefusalException">A price without a currency, or too many attributes.</exception>
    public static void Check(ProductPatch patch, Product product)
    {
        if (ProductRules.ProblemOfPatched(patch.ApplyTo(product)) is { } problem)
        {
            throw problem.Field == nameof(Product.Currency)
                ? RefusalException.OfField(CurrencyField, null, "A price without a currency.", ShopCurrency.Remedy)
                : RefusalException.OfField(AttributesField, null, problem.Reason, "Null takes one away.");
        }
    }

    private Product? Parse(JsonElement body, string? pathId, List<FieldProblem> problems, HashSet<string> ignored)
    {
        var before = problems.Count;
        if (FieldReader.Open(body, "", problems) is not { } fields)
            return null;
        var product = Read(fields, pathId);
        Gather(fields, ignored);
        return problems.Count == before ? product : null;
    }

    private static void Gather(FieldReader fields, HashSet<string> ignored)
    {
        var unknown = fields.RefuseMisspelt(OtherNames);
        foreach (var name in unknown.TakeWhile(_ => ignored.Count < ProductLimits.MaxIgnoredFields))
            ignored.Add(name);
    }

    private Product Read(FieldReader fields, string? pathId)
    {
        RefuseOtherId(fields, pathId);
        var product = new Product
        {
            ProductId = pathId ?? fields.Id(IdField, required: true) ?? "",
            Name = fields.Text("product_name", ProductRules.MaxNameLength, required: true) ?? "",
            Description = fields.Text("product_description", ProductRules.MaxDescriptionLength),
            Category = fields.Text("product_category", ProductRules.MaxNameLength),
            Brand = fields.Text("brand", ProductRules.MaxNameLength),
            Price = fields.Money("product_price", ProductRules.MaxPrice),
            ListPrice = fields.Money("list_price", ProductRules.MaxPrice),
            Currency = ReadCurrency(fields),
            Stock = (int?)fields.Whole("stock", 0, int.MaxValue),
            IsActive = fields.Flag("is_active") ?? true,
            ParentId = fields.Id("parent_id"),
            Tags = fields.Texts("tags") ?? TextSet.Empty,
            Stores = fields.Texts("stores") ?? TextSet.Empty,
            Groups = fields.Texts("groups") ?? TextSet.Empty,
            Prices = ReadPrices(fields) ?? ViewPrices.Empty,
            AddedAt = ReadAddedAt(fields),
            Attributes = fields.Attributes(AttributesField) ?? AttributeSet.Empty,
        };
        if (!product.IsPriced || product.Currency is not null)
            return product;
        if (currency.Code is null)
            fields.Refuse(CurrencyField, "A price without a currency.", ShopCurrency.Remedy);
        return product with { Currency = currency.Code };
    }

    private ProductPatch ReadPatch(FieldReader fields, string productId)
    {
        RefuseOtherId(fields, productId);
        foreach (var name in new[] { "product_name", "is_active", "added_at" }.Where(fields.IsNull))
            fields.Refuse(name, "Cannot be emptied.", "Send a value, or leave the field out.");
        var removed = new List<string>();
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
            ParentId = fields.Id("parent_id"),
            Tags = ReadSet(fields, "tags"),
            Stores = ReadSet(fields, "stores"),
            Groups = ReadSet(fields, "groups"),
            Prices = fields.IsNull(PricesField) ? ViewPrices.Empty : ReadPrices(fields),
            AddedAt = ReadAddedAt(fields),
            Attributes = fields.Attributes(AttributesField, removed) ?? AttributeSet.Empty,
            RemovedAttributes = TextSet.Of(removed),
            DefaultCurrency = currency.Code,
            Clear = OptionalFields.Where(optional => fields.IsNull(optional.Name))
                .Aggregate(ProductFields.None, (all, optional) => all | optional.Field),
        };
    }

    private static void RefuseOtherId(FieldReader fields, string? pathId)
    {
        if (pathId is not null && fields.Id(IdField) is { } id && id != pathId)
            fields.Refuse(IdField, $"Not the id in the path, '{pathId}'.", "Leave it out or send the same.");
    }

    // A set is replaced whole, so that null is the empty one.
    private static TextSet? ReadSet(FieldReader fields, string name) =>
        fields.IsNull(name) ? TextSet.Empty : fields.Texts(name);

    private static ViewPrices? ReadPrices(FieldReader fields)
    {
        if (!fields.Has(PricesField) || fields.IsNull(PricesField))
            return null;
        var prices = new List<ViewPrice>();
        var known = new HashSet<ShopView>();
        foreach (var entry in fields.Objects(PricesField, ProductRules.MaxPrices))
        {
            var view = new ShopView(
                entry.Text("store", AttributeRules.MaxTextLength), entry.Text("group", AttributeRules.MaxTextLength));
            var price = entry.Money("product_price", ProductRules.MaxPrice, required: true);
            var listPrice = entry.Money("list_price", ProductRules.MaxPrice);
            entry.RefuseUnknown("No such field of a price.", OtherNames);
            if (IsLeftOut(entry, "store") && IsLeftOut(entry, "group"))
                entry.Refuse("group", "Neither a store nor a group.", ProductRules.ViewRemedy);
            else if (!view.IsNowhere && !known.Add(view.Key))
                entry.Refuse("product_price", $"A second price for {view}.", ProductRules.ViewRemedy);
            prices.Add(new ViewPrice(view, price ?? 0, listPrice));
        }

        return ViewPrices.Of(prices);

        static bool IsLeftOut(FieldReader entry, string name) => !entry.Has(name) || entry.IsNull(name);
    }

    private static DateTimeOffset? ReadAddedAt(FieldReader fields) =>
        fields.Time("added_at", ProductRules.EarliestAddedAt, ProductRules.LatestAddedAt);

    private static string? ReadCurrency(FieldReader fields)
    {
        if (fields.Text(CurrencyField, ProductRules.MaxNameLength) is not { } code)
            return null;
        if (!ProductRules.IsCurrency(code))
            fields.Refuse(CurrencyField, "Not a currency code.", "Send three capital letters (ISO 4217), such as PEN.");
        return code;
    }
}
