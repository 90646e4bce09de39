using System.Runtime.InteropServices;

namespace Ayni.Features.Histories;

/// <summary>Whole numbers by key, exact; a key that came to 0 is gone. Not thread-safe.</summary>
/// <typeparam name="TKey">Key.</typeparam>
/// <param name="comparer">Which keys are one.</param>
public sealed class Tally<TKey>(IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    // Made with the first number: most tallies of most shoppers never have one.
    private Dictionary<TKey, long>? _numbers;

    /// <summary>Keys with a number.</summary>
    public int Count => _numbers?.Count ?? 0;

    /// <summary>Sum of the numbers.</summary>
    public long Total { get; private set; }

    /// <summary>Sum of their squares.</summary>
    public Int128 Squares { get; private set; }

    /// <summary>The number of a key; 0 if it has none.</summary>
    public long this[TKey key] => _numbers is null ? 0 : _numbers.GetValueOrDefault(key);

    /// <summary>Share of a key in the sum, 0 to 1; null of an empty tally.</summary>
    public double? ShareOf(TKey key) => Total == 0 ? null : (double)this[key] / Total;

    /// <summary>Key with the highest number; of equals the first in order. The default of an empty tally.</summary>
    /// <param name="order">Order of keys.</param>
    public TKey? Top(IComparer<TKey> order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var best = default(KeyValuePair<TKey, long>);
        foreach (var pair in _numbers ?? [])
        {
            if (best.Value == 0 || pair.Value > best.Value
                || (pair.Value == best.Value && order.Compare(pair.Key, best.Key) < 0))
                best = pair;
        }

        return best.Key;
    }

    internal void Change(TKey key, long by)
    {
        if (by == 0)
            return;
        _numbers ??= new Dictionary<TKey, long>(comparer);
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, key, out _);
        Squares += (by * ((Int128)number + number + by));
        Total += by;
        number += by;
        if (number == 0)
            _numbers.Remove(key);
    }
}
