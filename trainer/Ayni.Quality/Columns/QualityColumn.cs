namespace Ayni.Quality;

/// <summary>
/// A named column in two periods: all that a report asks of whoever has something to compare. What adds a column to the
/// report is one of its three kinds: numbers, texts, or a flag.
/// </summary>
/// <param name="info">What it is.</param>
public abstract class QualityColumn(ColumnInfo info)
{
    /// <summary>What it is.</summary>
    public ColumnInfo Info { get; } = info;

    /// <summary>Compares the periods; p-values are not adjusted yet.</summary>
    internal abstract ColumnReport Compare(QualityOptions options);
}
