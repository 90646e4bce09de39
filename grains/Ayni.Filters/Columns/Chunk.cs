using Ayni.Domain.Catalog;

namespace Ayni.Filters.Columns;

/// <summary>
/// The columns of <see cref="Rows"/> rows. Immutable; what it works out on demand is the same for everybody.
/// </summary>
internal sealed class Chunk
{
    /// <summary>Rows of a chunk: few enough that a change copies little, many enough for wide loops.</summary>
    public const int Rows = 1_024;

    /// <summary>Words of a bitmap over them.</summary>
    public const int Words = Rows / 64;

    private readonly Column?[] _columns;
    private readonly int[] _ownSlots;
    private readonly Column[] _ownColumns;
    private readonly ulong[] _present;
    private readonly ulong[] _active;
    private readonly ulong[] _available;
    private readonly KeptViews<Chunk> _views = new();
    private double[]? _discounts;

    /// <param name="columns">Those of the slots below <see cref="Slot.FirstOwn"/>.</param>
    /// <param name="ownSlots">Slots of the shop's own attributes that occur, ascending.</param>
    /// <param name="ownColumns">Their columns, in step.</param>
    public Chunk(Column?[] columns, int[] ownSlots, Column[] ownColumns)
    {
        _columns = columns;
        _ownSlots = ownSlots;
        _ownColumns = ownColumns;
        (_present, _active, _available) = (new ulong[Words], new ulong[Words], new ulong[Words]);
        for (var row = 0; row < Rows; row++)
            Mark(row, 1UL << row % 64);
    }

    private Chunk(Chunk same, Column?[] columns)
    {
        _columns = columns;
        (_ownSlots, _ownColumns) = (same._ownSlots, same._ownColumns);
        (_present, _active, _available) = (same._present, same._active, same._available);
    }

    /// <summary>A chunk without a product.</summary>
    public static Chunk Empty { get; } = new(new Column?[Slot.FirstOwn], [], []);

    /// <summary>Rows that hold a product.</summary>
    public ReadOnlySpan<ulong> Present => _present;

    /// <summary>Rows whose product is active.</summary>
    public ReadOnlySpan<ulong> Active => _active;

    /// <summary>Rows whose product is active and not sold out.</summary>
    public ReadOnlySpan<ulong> Available => _available;

    /// <summary>Slots of the shop's own attributes that occur, ascending.</summary>
    public ReadOnlySpan<int> OwnSlots => _ownSlots;

    /// <summary>A column; null if no row has a value.</summary>
    public Column? this[int slot]
    {
        get
        {
            if (slot < Slot.FirstOwn)
                return _columns[slot];
            var index = Array.BinarySearch(_ownSlots, slot);
            return index < 0 ? null : _ownColumns[index];
        }
    }

    /// <summary>A column of one value a row.</summary>
    public ValueColumn<T>? Values<T>(int slot)
        where T : struct, System.Numerics.INumber<T> => (ValueColumn<T>?)this[slot];

    /// <summary>A column of lists.</summary>
    public ListColumn? Lists(int slot) => (ListColumn?)this[slot];

    /// <summary>
    /// The share taken off each row's list price; NaN without a price. Worked out once, by whoever asks first: 8 bytes
    /// a product from then on.
    /// </summary>
    public ReadOnlySpan<double> Discounts => Volatile.Read(ref _discounts) ?? MakeDiscounts();

    /// <summary>A price of a row; null if it has none.</summary>
    /// <param name="row">Row of the chunk.</param>
    /// <param name="slot">Slot of the scaled amounts.</param>
    /// <param name="oddSlot">Slot of those that could not be scaled.</param>
    public decimal? MoneyOf(int row, int slot, int oddSlot) => Values<long>(slot)?[row] switch
    {
        null or Money.Missing => null,
        Money.Odd => Values<decimal>(oddSlot)![row],
        { } scaled => Money.Unscaled(scaled),
    };

    /// <summary>The same products with other columns, none of which says which rows there are.</summary>
    public Chunk With(params ReadOnlySpan<(int Slot, Column? Column)> others)
    {
        var columns = _columns.ToArray();
        foreach (var (slot, column) in others)
            columns[slot] = column;
        return new Chunk(this, columns);
    }

    /// <summary>The chunk as it is seen from a view.</summary>
    /// <param name="known">The view, as <see cref="PricedViews.KnownOf"/> knows it.</param>
    /// <param name="builder">Makes it where it is not kept.</param>
    public Chunk For(ShopView known, ViewBuilder builder) =>
        this[Slot.ViewPrices] is null ? this : _views.GetOrAdd(known, _ => builder.Of(this));

    private void Mark(int row, ulong bit)
    {
        var active = ((ValueColumn<byte>?)_columns[Slot.Active])?[row] ?? Flag.Missing;
        if (active == Flag.Missing)
            return;
        _present[row / 64] |= bit;
        if (active == Flag.False)
            return;
        _active[row / 64] |= bit;
        if (((ValueColumn<int>?)_columns[Slot.Stock])?[row] is not 0)
            _available[row / 64] |= bit;
    }

    private double[] MakeDiscounts()
    {
        var prices = Values<long>(Slot.Price);
        var lists = Values<long>(Slot.ListPrice);
        var discounts = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var price = prices?[row] ?? Money.Missing;
            var list = lists?[row] ?? Money.Missing;
            discounts[row] = price == Money.Missing ? double.NaN
                : list == Money.Missing ? 0
                : price != Money.Odd && list != Money.Odd ? Money.Discount(price, list)
                : Money.DiscountOf(
                    MoneyOf(row, Slot.Price, Slot.OddPrice)!.Value,
                    MoneyOf(row, Slot.ListPrice, Slot.OddListPrice));
        }

        Volatile.Write(ref _discounts, discounts);
        return discounts;
    }
}
