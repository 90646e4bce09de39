using Ayni.Domain.Catalog;
using Ayni.Filters.Columns;
using Ayni.Filters.Expressions;
using Ayni.Filters.Selection;

namespace Ayni.Filters;

/// <summary>
/// A condition that can be asked. It throws nothing, whatever the products: what a product has not is missing.
/// Immutable, for any number of threads, and for any table, later ones included.
/// </summary>
public sealed class BoundFilter
{
    private readonly Node _condition;

    internal BoundFilter(string text, Node condition, IReadOnlyList<FilterWarning> warnings)
    {
        Text = text;
        Warnings = warnings;
        _condition = condition;
    }

    /// <summary>What was written.</summary>
    public string Text { get; }

    /// <summary>What is hardly meant, such as a brand that no product has.</summary>
    public IReadOnlyList<FilterWarning> Warnings { get; }

    /// <summary>True if it may say something else beside another product.</summary>
    public bool NeedsContext => (_condition.Needs & Needs.Context) != 0;

    /// <summary>True if it may say something else to another shopper.</summary>
    public bool NeedsUser => (_condition.Needs & Needs.User) != 0;

    /// <summary>True if it may say something else at another time.</summary>
    public bool NeedsNow => (_condition.Needs & Needs.Now) != 0;

    /// <summary>
    /// Finds the rows whose product meets it; an empty row meets nothing. The target becomes a set of the table's rows;
    /// its memory is used again.
    /// </summary>
    public void Select(ProductColumns columns, FilterContext context, RowSet target)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(target);
        columns.SelectPresent(target);
        Narrow(columns, context, target);
    }

    /// <summary>Takes out the rows whose product does not meet it; the fewer are in, the quicker.</summary>
    /// <exception cref="ArgumentException">The set is not of the table's rows.</exception>
    public void Narrow(ProductColumns columns, FilterContext context, RowSet target)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(target);
        if (target.Rows != columns.Rows)
            throw new ArgumentException($"It is of {target.Rows} rows, the table of {columns.Rows}.", nameof(target));
        var plan = new Planner(columns, context).Of(_condition);
        var words = target.Writable;
        Span<ulong> candidates = stackalloc ulong[Chunk.Words];
        Span<ulong> result = stackalloc ulong[Chunk.Words];
        for (var chunk = 0; chunk < columns.Chunks.Length; chunk++)
        {
            var part = words[(chunk * Chunk.Words)..Math.Min((chunk + 1) * Chunk.Words, words.Length)];
            if (part.IndexOfAnyExcept(0UL) < 0)
                continue;
            candidates.Clear();
            for (var i = 0; i < part.Length; i++)
                candidates[i] = part[i] & columns.Chunks[chunk].Present[i];
            plan.Select(columns.Chunks[chunk], candidates, result);
            result[..part.Length].CopyTo(part);
        }
    }

    /// <summary>
    /// Whether a product meets it, asked of the product itself: what <see cref="Select"/> must agree with.
    /// </summary>
    public bool Matches(Product product, FilterContext context)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(context);
        return _condition.Holds(new Scope(context, new ProductSource(product, context.Now)));
    }
}
