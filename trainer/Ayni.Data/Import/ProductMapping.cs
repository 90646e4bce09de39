using Ayni.Domain.Catalog;

namespace Ayni.Data.Import;

/// <summary>How rows become products.</summary>
public sealed record ProductMapping
{
    /// <summary>ISO 4217 code of the prices.</summary>
    public string Currency { get; init; } = Product.DefaultCurrency;

    /// <summary>What the interactions' own rows say of a product; null for nothing.</summary>
    public ProductHints? FromInteractions { get; init; }

    /// <summary>Columns of a file of products; null if there is no such file.</summary>
    public ProductColumns? Columns { get; init; }
}
