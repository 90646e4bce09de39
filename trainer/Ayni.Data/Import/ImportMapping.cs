using System.Text.Json;
using Ayni.Data.Import.Rows;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import;

/// <summary>What the columns of a file mean; README.md describes the JSON it is read from.</summary>
public sealed record ImportMapping : FileLayout
{
    private const string ResourcePrefix = "Ayni.Data.Mappings.";
    private const string ResourceSuffix = ".json";
    private const int MaxNameLength = 48;

    /// <summary>Name; also the first part of the event ids made, so that a renamed file is no new source.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public string? About { get; init; }

    /// <summary>How a row becomes an interaction; null for a catalogue alone.</summary>
    public InteractionMapping? Interactions { get; init; }

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

    /// <summary>Reads a mapping from its JSON.</summary>
    /// <param name="json">What <see cref="ToJson"/> writes.</param>
    /// <param name="source">Where it came from, for messages.</param>
    /// <exception cref="AyniException"><c>invalid</c>: says why.</exception>
    public static ImportMapping Parse(string json, string source)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        return Read(stream, source);
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

    /// <summary>How the files of interactions, or of products, are written.</summary>
    internal RowLayout LayoutOf(FileLayout? own) => RowLayout.Of(this, own);

    /// <summary>Offset of times of products without one.</summary>
    internal TimeSpan Offset(ProductMapping products)
        => products.UtcOffset is { } own ? InteractionMapping.OffsetOf(own) : Interactions?.Offset ?? TimeSpan.Zero;

    /// <summary>The JSON that <see cref="Load"/> reads, without what is as it is by itself.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, MappingJson.Written);

    private void Validate()
    {
        if (Interactions is null && Products?.Columns is null)
            throw new JsonException("it has neither interactions nor products.columns; give one of them, or both.");
        CheckProducts(Products);
        Interactions?.Validate(Name);
        _ = LayoutOf(Interactions);
        _ = LayoutOf(Products);
    }

    private static void CheckProducts(ProductMapping? products)
    {
        if (products?.Currency is { } currency && !ProductRules.IsCurrency(currency))
            throw new JsonException(
                $"products.currency is '{currency}'; it must be three capital letters (ISO 4217), such as PEN.");
        if (products?.ListSeparator is "")
            throw new JsonException("products.list_separator is empty; it must have at least one character.");
        if (products?.UtcOffset is { } offset && !InteractionMapping.IsOffset(offset))
            throw new JsonException($"products.utc_offset is '{offset}'; it must look like -05:00.");
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
            var mapping = JsonSerializer.Deserialize<ImportMapping>(stream, MappingJson.Read)
                ?? throw new JsonException("it is null");
            if (mapping.Name.Length is 0 or > MaxNameLength)
                throw new JsonException($"its name must have 1 to {MaxNameLength} characters.");
            mapping.Validate();
            return mapping;
        }
        catch (JsonException exception)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"Mapping '{source}' cannot be read: {exception.Message} See trainer/Ayni.Data/Import/README.md.");
        }
    }
}
