namespace Ayni.Data.Import;

/// <summary>How rows become products.</summary>
public sealed record ProductMapping : FileLayout
{
    /// <summary>
    /// ISO 4217 code of prices that have none in their row. <value>Default: null, then the import must say it.</value>
    /// </summary>
    public string? Currency { get; init; }

    /// <summary>What stands between the texts of a cell that holds several. <value>Default |.</value></summary>
    public string ListSeparator { get; init; } = "|";

    /// <summary>Formats of times, as of interactions. <value>Default: none, ISO 8601.</value></summary>
    public IReadOnlyList<string> TimestampFormats { get; init; } = [];

    /// <summary>
    /// Offset of times without one, such as "-05:00". <value>Default: null, that of the interactions, else +00:00.
    /// </value>
    /// </summary>
    public string? UtcOffset { get; init; }

    /// <summary>What the interactions' own rows say of a product; null for nothing.</summary>
    public ProductHints? FromInteractions { get; init; }

    /// <summary>Columns of a file of products; null if there is no such file.</summary>
    public ProductColumns? Columns { get; init; }
}
