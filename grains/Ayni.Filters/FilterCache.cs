using Ayni.Domain.Errors;

namespace Ayni.Filters;

/// <summary>
/// The texts read last, so that a rule that comes with every request is read once. The one unused longest makes room.
/// For any number of threads.
/// </summary>
public sealed class FilterCache
{
    /// <summary>Texts kept where nothing else is said.</summary>
    public const int DefaultCapacity = 1_000;

    /// <summary>Most texts that may be kept.</summary>
    public const int MaxCapacity = 100_000;

    private readonly Lock _lock = new();
    private readonly LinkedList<(Type Kind, string Text, object Parsed)> _byUse = [];
    private readonly Dictionary<(Type Kind, string Text), LinkedListNode<(Type, string, object Parsed)>> _byText = [];

    /// <param name="capacity">Texts kept, 1 to <see cref="MaxCapacity"/>.</param>
    public FilterCache(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MaxCapacity);
        Capacity = capacity;
    }

    /// <summary>Most texts kept.</summary>
    public int Capacity { get; }

    /// <summary>Texts kept now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _byText.Count;
        }
    }

    /// <summary>The filter of a text.</summary>
    /// <exception cref="FilterException">It cannot be read; that is not remembered.</exception>
    public Filter Filter(string text) => Get(text, Filters.Filter.Parse);

    /// <summary>The booster of a text.</summary>
    /// <exception cref="FilterException">It cannot be read; that is not remembered.</exception>
    public Booster Booster(string text) => Get(text, Filters.Booster.Parse);

    private T Get<T>(string text, Func<string, T> parse)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(text);
        var key = (typeof(T), text);
        lock (_lock)
        {
            if (_byText.TryGetValue(key, out var known))
            {
                _byUse.Remove(known);
                _byUse.AddFirst(known);
                return (T)known.Value.Parsed;
            }
        }

        // Outside the lock: two who come at once may read the same text twice.
        var parsed = parse(text);
        lock (_lock)
        {
            if (!_byText.ContainsKey(key))
                _byText[key] = _byUse.AddFirst((key.Item1, text, parsed));
            if (_byText.Count > Capacity)
            {
                var (kind, oldest, _) = _byUse.Last!.Value;
                _byUse.RemoveLast();
                _byText.Remove((kind, oldest));
            }
        }

        return parsed;
    }
}
