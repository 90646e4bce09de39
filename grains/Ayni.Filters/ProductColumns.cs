using Ayni.Domain.Catalog;
using Ayni.Filters.Columns;
using Ayni.Filters.Text;

namespace Ayni.Filters;

/// <summary>
/// What filters ask of products, column by column, over dense rows that the owner numbers; a row may be empty.
/// Immutable: a change makes a new table which shares all chunks of 1,024 rows that it does not touch, so that a reader
/// sees the old or the new one. Any number of readers. Texts are kept once, in tables that all versions share and that
/// only grow; an owner that wants their memory back makes a new table of all products. What a view has other prices for
/// is a table that shares all else (<see cref="For"/>).
/// </summary>
public sealed class ProductColumns
{
    private readonly Chunk[] _chunks;
    private readonly Lazy<FilterSchema> _schema;
    private readonly KeptViews<Lazy<ProductColumns>> _views = new();

    /// <summary>A table without rows, with texts of its own.</summary>
    public ProductColumns()
        : this(new Vocabularies(), [], 0)
    {
    }

    private ProductColumns(Vocabularies words, Chunk[] chunks, int rows)
    {
        Words = words;
        _chunks = chunks;
        Rows = rows;
        _schema = new Lazy<FilterSchema>(() => FilterSchema.Of(this));
        Base = this;
    }

    private ProductColumns(ProductColumns whole, Chunk[] chunks)
    {
        (Words, Rows, _schema, Base) = (whole.Words, whole.Rows, whole._schema, whole);
        _chunks = chunks;
    }

    /// <summary>The table with the prices of everybody: itself, but for one that is seen from a view.</summary>
    public ProductColumns Base { get; }

    /// <summary>How many rows it has, empty ones too.</summary>
    public int Rows { get; }

    /// <summary>Which attributes its products have, and which categories and brands there are.</summary>
    public FilterSchema Schema => _schema.Value;

    internal Vocabularies Words { get; }

    internal ReadOnlySpan<Chunk> Chunks => _chunks;

    /// <summary>
    /// The table of so many rows in which some rows hold something else. Costs a chunk for each touched.
    /// </summary>
    /// <param name="changes">Row and its product, or null to empty it; of two for one row the last counts.</param>
    /// <param name="rows">Rows of the new table: past the old end they are empty, past the new one left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A row is not below <paramref name="rows"/>.</exception>
    public ProductColumns With(IReadOnlyList<(int Row, Product? Product)> changes, int rows)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        var chunks = new Chunk[ChunksOf(rows)];
        var kept = Math.Min(_chunks.Length, chunks.Length);
        Array.Copy(Base._chunks, chunks, kept);
        Array.Fill(chunks, Chunk.Empty, kept, chunks.Length - kept);
        var builder = new ChunkBuilder(Words);
        foreach (var touched in ByChunk(changes, rows))
        {
            builder.Load(chunks[touched.Key]);
            foreach (var (row, product) in touched)
                builder.Set(row % Chunk.Rows, product);
            chunks[touched.Key] = builder.Freeze();
        }

        return new ProductColumns(Words, chunks, rows);
    }

    /// <summary>The table in which each row holds what another row held; -1: it is empty. Copies everything.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An old row is not below <see cref="Rows"/>.</exception>
    public ProductColumns Remap(IReadOnlyList<int> oldRowOfNewRow)
    {
        ArgumentNullException.ThrowIfNull(oldRowOfNewRow);
        var chunks = new Chunk[ChunksOf(oldRowOfNewRow.Count)];
        var builder = new ChunkBuilder(Words);
        for (var chunk = 0; chunk < chunks.Length; chunk++)
        {
            builder.Load(Chunk.Empty);
            var first = chunk * Chunk.Rows;
            var end = Math.Min(Chunk.Rows, oldRowOfNewRow.Count - first);
            for (var row = 0; row < end; row++)
            {
                var old = oldRowOfNewRow[first + row];
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(old, Rows, nameof(oldRowOfNewRow));
                if (old >= 0)
                    builder.Copy(row, Base._chunks[old / Chunk.Rows], old % Chunk.Rows);
            }

            chunks[chunk] = builder.Freeze();
        }

        return new ProductColumns(Words, chunks, oldRowOfNewRow.Count);
    }

    /// <summary>
    /// The table as it is seen from a view: each product with the prices it has there (<see cref="Product.For"/>). Made
    /// once a state and view; a state that follows makes those chunks alone that it changed.
    /// </summary>
    public ProductColumns For(ShopView view)
    {
        var known = Words.Views.KnownOf(view);
        return known.IsNowhere ? Base : Base._views.GetOrAdd(known, Base.LazyView).Value;
    }

    /// <summary>The rows that hold a product.</summary>
    public void SelectPresent(RowSet target) => Select(target, static chunk => chunk.Present);

    /// <summary>The rows whose product is active and not sold out.</summary>
    public void SelectAvailable(RowSet target) => Select(target, static chunk => chunk.Available);

    /// <summary>Price of a row's product; null if it has none.</summary>
    public decimal? PriceOf(int row) => ChunkOf(row).MoneyOf(row % Chunk.Rows, Slot.Price, Slot.OddPrice);

    /// <summary>Share taken off the list price of a row's product; null without a price.</summary>
    public double? DiscountOf(int row) =>
        ChunkOf(row).Discounts[row % Chunk.Rows] is var discount && double.IsNaN(discount) ? null : discount;

    /// <summary>When the shop took a row's product in; null if that is not known.</summary>
    public DateTimeOffset? AddedAtOf(int row) =>
        ChunkOf(row).Values<long>(Slot.AddedAt)?[row % Chunk.Rows] is { } ticks and not Moment.Missing
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;

    /// <summary>Whether a product of this table, or of one before it, is a variant of another.</summary>
    public bool HasParents => Families > 0;

    /// <summary>Families of variants that products of this table, or of one that shares its texts, were of.</summary>
    public int Families => Words.Parents.Names.Count;

    /// <summary>True if a product of those tables is, or was, a variant of this one.</summary>
    public bool IsParent(string productId) => Words.Parents.Knows(productId);

    /// <summary>True if a row's product is active, sold out or not.</summary>
    public bool IsActive(int row)
    {
        var inChunk = row % Chunk.Rows;
        return (ChunkOf(row).Active[inChunk / 64] >> inChunk % 64 & 1) != 0;
    }

    /// <summary>Family of variants of a row's product; null if it has none.</summary>
    public string? ParentIdOf(int row) => NameOf(row, Slot.ParentId, Words.Parents);

    /// <summary>Category of a row's product, as first written; null if it has none.</summary>
    public string? CategoryOf(int row) => NameOf(row, Slot.Category, Words.Categories);

    /// <summary>Brand of a row's product, as first written; null if it has none.</summary>
    public string? BrandOf(int row) => NameOf(row, Slot.Brand, Words.Brands);

    /// <summary>True if the row holds a product.</summary>
    public bool IsPresent(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        var inChunk = row % Chunk.Rows;
        return (_chunks[row / Chunk.Rows].Present[inChunk / 64] >> inChunk % 64 & 1) != 0;
    }

    // Of many who ask at once for the first time, one makes it.
    private Lazy<ProductColumns> LazyView(ShopView known) => new(() => MakeView(known));

    private ProductColumns MakeView(ShopView known)
    {
        var builder = new ViewBuilder(Words.Views.RanksFor(known));
        var chunks = Array.ConvertAll(_chunks, chunk => chunk.For(known, builder));
        return chunks.AsSpan().SequenceEqual(_chunks) ? this : new ProductColumns(this, chunks);
    }

    private Chunk ChunkOf(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        return _chunks[row / Chunk.Rows];
    }

    private string? NameOf(int row, int slot, Vocabulary words) =>
        ChunkOf(row).Values<int>(slot)?[row % Chunk.Rows] is { } code and not Vocabulary.None
            ? words.Names[code - 1]
            : null;

    private static int ChunksOf(int rows) => (int)(((long)rows + Chunk.Rows - 1) / Chunk.Rows);

    /// <summary>The changes a chunk, in the order given, and the last chunk too if rows of it fall away.</summary>
    private IEnumerable<IGrouping<int, (int Row, Product? Product)>> ByChunk(
        IReadOnlyList<(int Row, Product? Product)> changes, int rows)
    {
        foreach (var (row, _) in changes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row, nameof(changes));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, rows, nameof(changes));
        }

        var fallenEnd = (int)Math.Min(Rows, (long)ChunksOf(rows) * Chunk.Rows);
        var fallen = Enumerable.Range(rows, Math.Max(fallenEnd - rows, 0))
            .Select(row => (Row: row, Product: (Product?)null));
        return changes.Concat(fallen).GroupBy(change => change.Row / Chunk.Rows);
    }

    private void Select(RowSet target, Func<Chunk, ReadOnlySpan<ulong>> bitsOf)
    {
        ArgumentNullException.ThrowIfNull(target);
        target.Reset(Rows);
        var words = target.Writable;
        for (var chunk = 0; chunk < _chunks.Length; chunk++)
        {
            var part = words[(chunk * Chunk.Words)..Math.Min((chunk + 1) * Chunk.Words, words.Length)];
            bitsOf(_chunks[chunk])[..part.Length].CopyTo(part);
        }
    }
}
