using Ayni.Domain.Catalog;
using Ayni.Filters.Columns;
using Ayni.Filters.Expressions;
using Ayni.Filters.Selection;

namespace Ayni.Filters;

/// <summary>
/// A factor that can be asked for. It throws nothing, whatever the product. Immutable, for any number of threads.
/// </summary>
public sealed class BoundBooster
{
    /// <summary>The least factor: it takes a product to the end.</summary>
    public const double Least = 0;

    /// <summary>The largest factor; more counts as this.</summary>
    public const double Most = 100;

    /// <summary>The factor of a product for which the expression has no value: it changes nothing.</summary>
    public const double Neutral = 1;

    private readonly Node _factor;

    internal BoundBooster(string text, Node factor, IReadOnlyList<FilterWarning> warnings)
    {
        Text = text;
        Warnings = warnings;
        _factor = factor;
    }

    /// <summary>What was written.</summary>
    public string Text { get; }

    /// <summary>What is hardly meant, such as a brand that no product has.</summary>
    public IReadOnlyList<FilterWarning> Warnings { get; }

    /// <summary>The same with all that does not hang on the product worked out: for many rows of one request.</summary>
    public BoundBooster For(FilterContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new BoundBooster(Text, _factor.Fold(new Scope(context)), Warnings);
    }

    /// <summary>The factor of a row's product, <see cref="Least"/> to <see cref="Most"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public double Value(ProductColumns columns, int row, FilterContext context)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, columns.Rows);
        var source = new ColumnSource(columns.Words, context.Now);
        source.MoveTo(columns.Chunks[row / Chunk.Rows], row % Chunk.Rows);
        return ValueIn(new Scope(context, source));
    }

    /// <summary>The factor of a product: what the other overload must agree with.</summary>
    public double Value(Product product, FilterContext context)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(context);
        return ValueIn(new Scope(context, new ProductSource(product, context.Now)));
    }

    /// <summary>Multiplies numbers of rows by their products' factors.</summary>
    /// <param name="columns">The products.</param>
    /// <param name="rows">Rows whose numbers are multiplied.</param>
    /// <param name="context">The request.</param>
    /// <param name="numbers">A number a row.</param>
    public void Multiply(ProductColumns columns, RowSet rows, FilterContext context, Span<float> numbers)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(context);
        var source = new ColumnSource(columns.Words, context.Now);
        var scope = new Scope(context, source);
        foreach (var row in rows)
        {
            source.MoveTo(columns.Chunks[row / Chunk.Rows], row % Chunk.Rows);
            numbers[row] *= (float)ValueIn(scope);
        }
    }

    private double ValueIn(Scope scope)
    {
        var value = _factor.Kind == Kind.Exact
            ? _factor.Exact(scope) is { } exact ? Money.ToDouble(exact) : null
            : _factor.Approximate(scope);
        return Math.Clamp(value ?? Neutral, Least, Most);
    }
}
