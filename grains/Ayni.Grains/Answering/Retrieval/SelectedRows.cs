using System.Runtime.CompilerServices;
using Ayni.Filters;

namespace Ayni.Grains.Answering;

/// <summary>
/// Which rows meet the conditions asked most, for one state of the catalogue: those that hang neither on the shopper
/// nor on the product on the page nor on the time. Thread-safe.
/// </summary>
internal sealed class SelectedRows(ProductColumns columns)
{
    /// <summary>Conditions kept for a state, an eighth of a byte a row each.</summary>
    public const int MaxKept = 64;

    private const int MaxCounted = 1_024;

    private static readonly ConditionalWeakTable<ProductColumns, SelectedRows> States = [];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _askedOnce = new(StringComparer.Ordinal);
    private long _asked;

    /// <summary>Those of a state.</summary>
    public static SelectedRows Of(ProductColumns columns) =>
        States.GetValue(columns, static known => new SelectedRows(known));

    /// <summary>The rows that meet a condition, not to be changed; null: they are not kept.</summary>
    /// <param name="filter">The condition.</param>
    /// <param name="context">The request.</param>
    public RowSet? Find(BoundFilter filter, FilterContext context)
    {
        if (filter.NeedsContext || filter.NeedsUser || filter.NeedsNow)
            return null;
        lock (_gate)
        {
            if (_kept.TryGetValue(filter.Text, out var kept))
            {
                kept.Asked = ++_asked;
                return kept.Rows;
            }

            if (!IsWorthKeeping(filter))
                return null;
        }

        // Outside the lock: two who come at once may select the same.
        var rows = new RowSet();
        filter.Select(columns, context, rows);
        lock (_gate)
        {
            if (_kept.Count >= MaxKept)
                _kept.Remove(_kept.MinBy(kept => kept.Value.Asked).Key);
            _kept[filter.Text] = new Kept(rows) { Asked = ++_asked };
        }

        return rows;
    }

    // What is asked once may never be again, as a price to the cent.
    private bool IsWorthKeeping(BoundFilter filter)
    {
        if (_askedOnce.Count >= MaxCounted)
            _askedOnce.Clear();
        return !_askedOnce.Add(filter.Text);
    }

    private sealed class Kept(RowSet rows)
    {
        public RowSet Rows => rows;

        public long Asked { get; set; }
    }
}
