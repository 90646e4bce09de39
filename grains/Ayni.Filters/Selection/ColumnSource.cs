using Ayni.Filters.Columns;
using Ayni.Filters.Expressions;
using Ayni.Filters.Text;

namespace Ayni.Filters.Selection;

/// <summary>
/// Reads the attributes of a product from a row of columns. For one thread; it is moved from row to row.
/// </summary>
internal sealed class ColumnSource(Vocabularies words, DateTimeOffset now) : IAttributeSource
{
    private Chunk _chunk = Chunk.Empty;
    private int _row;

    public void MoveTo(Chunk chunk, int row) => (_chunk, _row) = (chunk, row);

    public bool? Truth(ProductAttribute attribute) => attribute.BuiltIn switch
    {
        BuiltIn.Active => Has(_chunk.Active),
        BuiltIn.Available => Has(_chunk.Available),
        _ => OwnOf(attribute) is { } own && _chunk.Values<byte>(own.Slot)?[_row] is { } flag and not Flag.Missing
            ? flag == Flag.True
            : null,
    };

    public decimal? Exact(ProductAttribute attribute) => attribute.BuiltIn switch
    {
        BuiltIn.Price => _chunk.MoneyOf(_row, Slot.Price, Slot.OddPrice),
        BuiltIn.ListPrice => _chunk.MoneyOf(_row, Slot.ListPrice, Slot.OddListPrice),
        BuiltIn.Stock => _chunk.Values<int>(Slot.Stock)?[_row] is { } stock and not ChunkBuilder.NoStock ? stock : null,
        BuiltIn.AgeDays => TicksAt(Slot.AddedAt) is { } added ? Moment.Days(added, now.UtcTicks) : null,
        _ => null,
    };

    public double? Approximate(ProductAttribute attribute) => attribute.BuiltIn switch
    {
        BuiltIn.Discount => Finite(_chunk.Discounts[_row]),
        _ => OwnOf(attribute) is { } own ? Finite(_chunk.Values<double>(own.Slot)?[_row] ?? double.NaN) : null,
    };

    public string? Text(ProductAttribute attribute)
    {
        if (WordsOf(attribute) is not { Words: { } texts, Slot: var slot })
            return null;
        return _chunk.Values<int>(slot)?[_row] is { } code and not Vocabulary.None ? texts.KeyOf(code) : null;
    }

    public IReadOnlyList<string> List(ProductAttribute attribute)
    {
        if (WordsOf(attribute) is not { Words: { } texts, Slot: var slot } || _chunk.Lists(slot) is not { } lists)
            return [];
        var codes = lists[_row];
        var keys = new string[codes.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = texts.KeyOf(codes[i]);
        return keys;
    }

    public long? Ticks(ProductAttribute attribute) => attribute.BuiltIn == BuiltIn.AddedAt
        ? TicksAt(Slot.AddedAt)
        : OwnOf(attribute) is { } own ? TicksAt(own.Slot) : null;

    /// <summary>Where the texts of an attribute stand; null if no product has had it.</summary>
    public (Vocabulary Words, int Slot)? WordsOf(ProductAttribute attribute) => attribute.BuiltIn switch
    {
        BuiltIn.Category => (words.Categories, Slot.Category),
        BuiltIn.Brand => (words.Brands, Slot.Brand),
        BuiltIn.Currency => (words.Currencies, Slot.Currency),
        BuiltIn.ParentId => (words.Parents, Slot.ParentId),
        BuiltIn.Tags => (words.Tags, Slot.Tags),
        BuiltIn.Stores => (words.Stores, Slot.Stores),
        BuiltIn.Groups => (words.Groups, Slot.Groups),
        _ => OwnOf(attribute) is { Words: { } own, Slot: var slot } ? (own, slot) : null,
    };

    /// <summary>The column of a shop's own attribute; null if no product has had it.</summary>
    public OwnAttribute? OwnOf(ProductAttribute attribute) =>
        words.TryFind(attribute.Name, attribute.Own, out var own) ? own : null;

    private static double? Finite(double value) => double.IsNaN(value) ? null : value;

    private bool Has(ReadOnlySpan<ulong> bits) => (bits[_row / 64] >> _row % 64 & 1) != 0;

    private long? TicksAt(int slot) =>
        _chunk.Values<long>(slot)?[_row] is { } ticks and not Moment.Missing ? ticks : null;
}
