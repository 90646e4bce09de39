using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>The items that EASE models, and histories over them alone.</summary>
internal sealed class EaseItems
{
    private readonly int[] _slots;
    private readonly double _exponent;

    private EaseItems(int[] items, int all, double exponent)
    {
        (Items, _exponent) = (items, exponent);
        _slots = new int[all];
        _slots.AsSpan().Fill(-1);
        for (var slot = 0; slot < items.Length; slot++)
            _slots[items[slot]] = slot;
    }

    /// <summary>Item of each slot, ascending.</summary>
    public int[] Items { get; }

    /// <summary>Number of items in all.</summary>
    public int All => _slots.Length;

    /// <summary>Items with an entry over 0; of these the most frequent ones, where there is a limit.</summary>
    public static EaseItems Of(CsrMatrix weights, EaseOptions options)
    {
        var counts = new int[weights.Columns];
        for (var entry = 0; entry < weights.EntryCount; entry++)
        {
            if (weights.Values[entry] > 0)
                counts[weights.ColumnIndices[entry]]++;
        }

        var met = Enumerable.Range(0, counts.Length).Where(item => counts[item] > 0);
        if (options.MaxItems > 0)
            met = met.OrderByDescending(item => counts[item]).Take(options.MaxItems).Order();
        return new EaseItems([.. met], weights.Columns, options.WeightExponent);
    }

    /// <summary>Slot of an item; −1 if it is not modelled.</summary>
    public int SlotOf(int item) => _slots[item];

    /// <summary>All users × slots, the weights to the power of the options.</summary>
    public CsrMatrix Compress(CsrMatrix weights)
    {
        var starts = new int[weights.Rows + 1];
        var slots = new List<int>(weights.EntryCount);
        var values = new List<float>(weights.EntryCount);
        for (var user = 0; user < weights.Rows; user++)
        {
            foreach (var (slot, value) in Row(weights, user))
            {
                slots.Add(slot);
                values.Add(value);
            }

            starts[user + 1] = slots.Count;
        }

        return new CsrMatrix(weights.Rows, Items.Length, starts, [.. slots], [.. values]);
    }

    /// <summary>One user's modelled entries over 0, by slot.</summary>
    public List<(int Slot, float Value)> Row(CsrMatrix weights, int user)
    {
        var items = weights.RowColumns(user);
        var values = weights.RowValues(user);
        var row = new List<(int, float)>(items.Length);
        for (var entry = 0; entry < items.Length; entry++)
        {
            if (_slots[items[entry]] >= 0 && values[entry] > 0)
                row.Add((_slots[items[entry]], Power(values[entry])));
        }

        return row;
    }

    private float Power(float weight) => _exponent switch
    {
        0 => 1,
        1 => weight,
        _ => (float)Math.Pow(weight, _exponent),
    };
}
