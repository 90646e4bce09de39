using System.Text.Json;
using System.Text.Json.Serialization;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import;

/// <summary>What the columns of a file mean; README.md describes the JSON it is read from.</summary>
public sealed record ImportMapping
{
    private const string ResourcePrefix = "Ayni.Data.Mappings.";
    private const string ResourceSuffix = ".json";
    private const int MaxNameLength = 48;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower),
            new ColumnListConverter(),
            new AttributeColumnConverter(),
        },
    };

    /// <summary>Name; also the first part of the event ids made, so that a renamed file is no new source.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public string? About { get; init; }

    /// <summary>Layout of the file. A CSV mapping reads a .ndjson or .jsonl file as NDJSON.</summary>
    public ImportFormat Format { get; init; } = ImportFormat.Csv;

    /// <summary>Field separator of CSV.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>Texts that mean "no value", beside the empty one.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>How a row becomes an interaction.</summary>
    public required InteractionMapping Interactions { get; init; }

    /// <summary>How rows become products; null for none.</summary>
    public ProductMapping? Products { get; init; }

    /// <summary>Names of the mappings that ship with the program.</summary>
    public static IReadOnlyList<string> Shipped { get; } =
    [
        .. typeof(ImportMapping).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => name[ResourcePrefix.Length..^ResourceSuffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a mapping that ships with the program, by name, or any other, by file path.</summary>
    /// <exception cref="AyniException"><c>not_found</c> or <c>invalid</c>: says why.</exception>
    public static ImportMapping Load(string nameOrPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nameOrPath);
        if (Shipped.Contains(nameOrPath, StringComparer.Ordinal))
        {
            using var resource = typeof(ImportMapping).Assembly
                .GetManifestResourceStream(ResourcePrefix + nameOrPath + ResourceSuffix)!;
            return Read(resource, nameOrPath);
        }

        if (!File.Exists(nameOrPath))
        {
            throw new AyniException(
                ErrorCodes.NotFound,
                $"No mapping '{nameOrPath}': give one of {string.Join(", ", Shipped)}, or the path of a JSON file.");
        }

        using var file = File.OpenRead(nameOrPath);
        return Read(file, nameOrPath);
    }

    /// <summary>Refuses an import whose prices would have no currency.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: neither the mapping nor the import says one.</exception>
    internal void RequireCurrency(ImportOptions options, bool hasProductFile)
    {
        if ((options.Currency ?? Products?.Currency) is not null)
            return;
        var hints = Products?.FromInteractions;
        var columns = hasProductFile ? Products?.Columns : null;
        if (hints is { Price: null, Amount: null } or null
            && (columns is null || !columns.HavePrices || columns.Currency is not null))
            return;
        throw new AyniException(
            ErrorCodes.Invalid,
            $"Mapping '{Name}' has prices without a currency. Say --currency, such as --currency PEN, or add "
            + "products.currency to the mapping.");
    }

    private static void CheckProducts(ProductMapping? products)
    {
        if (products?.Currency is { } currency && !ProductRules.IsCurrency(currency))
            throw new JsonException(
                $"products.currency is '{currency}'; it must be three capital letters (ISO 4217), such as PEN.");
        if (products?.ListSeparator is "")
            throw new JsonException("products.list_separator is empty; it must have at least one character.");
        var attributes = products?.Columns?.Attributes.Keys ?? [];
        if (attributes.FirstOrDefault(name => !AttributeRules.IsName(name)) is { } wrong)
            throw new JsonException($"'{wrong}' is no name of an attribute. {AttributeRules.NameRemedy}");
        CheckPrices(products?.Columns?.Prices ?? []);
    }

    private static void CheckPrices(IReadOnlyList<PriceColumns> prices)
    {
        var known = new HashSet<ShopView>();
        foreach (var (index, own) in prices.Index())
        {
            if (own.View.Key.IsNowhere)
                throw new JsonException($"products.columns.prices[{index}] has neither a store nor a group.");
            if (!known.Add(own.View.Key))
                throw new JsonException($"products.columns.prices[{index}] is a second one for {own.View}.");
        }
    }

    private static ImportMapping Read(Stream stream, string source)
    {
        try
        {
            var mapping = JsonSerializer.Deserialize<ImportMapping>(stream, Json)
                ?? throw new JsonException("it is null");
            if (mapping.Name.Length is 0 or > MaxNameLength)
                throw new JsonException($"its name must have 1 to {MaxNameLength} characters.");
            CheckProducts(mapping.Products);
            mapping.Interactions.Validate(mapping.Name);
            return mapping;
        }
        catch (JsonException exception)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"Mapping '{source}' cannot be read: {exception.Message} See trainer/Ayni.Data/README.md.");
        }
    }
}
