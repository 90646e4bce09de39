using System.Collections.Concurrent;
using Ayni.Domain.Catalog;

namespace Ayni.Filters.Columns;

/// <summary>
/// What was made of something for each view, a few of them: when there are more, all are made again. Thread-safe; two
/// who come at once may make the same.
/// </summary>
internal sealed class KeptViews<T>
{
    /// <summary>Most views kept. With prices of its own in every chunk, each costs 16 to 24 bytes a product.</summary>
    public const int Max = 32;

    private ConcurrentDictionary<ShopView, T>? _made;

    /// <summary>What is kept of a view, made if need be, by who asks.</summary>
    public T GetOrAdd(ShopView known, Func<ShopView, T> make)
    {
        var made = Volatile.Read(ref _made);
        if (made is null || (made.Count >= Max && !made.ContainsKey(known)))
            Volatile.Write(ref _made, made = new ConcurrentDictionary<ShopView, T>());
        return made.GetOrAdd(known, make);
    }
}
