namespace Ayni.Filters.Columns;

/// <summary>One attribute of the products of a chunk. Immutable.</summary>
internal abstract class Column
{
    /// <summary>How many of the rows have a value.</summary>
    public abstract int Count { get; }
}
