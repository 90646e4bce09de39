using Ayni.Domain.Interactions;

namespace Ayni.Data.Import.Sniffing;

/// <summary>What the caller knows of the files already; it is taken as said. Null where nothing is.</summary>
public sealed record SniffHints
{
    /// <summary>ISO 4217 code of prices without one.</summary>
    public string? Currency { get; init; }

    /// <summary>Whether the day comes before the month in dates such as 02/01/2026.</summary>
    public bool? IsDayFirst { get; init; }

    /// <summary>Type of every interaction, of files without a column of types.</summary>
    public RowType? Type { get; init; }

    /// <summary>What values of the column of types mean: <c>wishlist</c> of "Favorito".</summary>
    public IReadOnlyDictionary<string, RowType> TypeValues { get; init; } = new Dictionary<string, RowType>();

    /// <summary>Types that the shop has named itself.</summary>
    public TypeWeights ShopTypes { get; init; } = TypeWeights.Empty;

    /// <summary>Types of the shop's own that the import declares.</summary>
    public TypeWeights OwnTypes { get; init; } = TypeWeights.Empty;

    /// <summary>Ids that are no products, such as POST: their rows are refused.</summary>
    public IReadOnlyList<string> NotProducts { get; init; } = [];

    /// <summary>Encoding of the files.</summary>
    public string? Encoding { get; init; }

    /// <summary>Field separator of the files.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Whether the first row holds names.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>Mark before the decimals.</summary>
    public string? DecimalMark { get; init; }

    /// <summary>Offset of times without one. <value>Default: null, taken as UTC and said.</value></summary>
    public string? UtcOffset { get; init; }

    /// <summary>Column of a meaning: "user" of "cliente".</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();
}
