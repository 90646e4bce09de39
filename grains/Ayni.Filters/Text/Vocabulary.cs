using System.Collections.Concurrent;

namespace Ayni.Filters.Text;

/// <summary>
/// The different texts of a column, numbered from 1 in the order met; 0 stands for none. It only grows, so that all
/// versions of a table share one: a reader of an older version sees numbers that none of its rows has. Any number of
/// readers beside the writers, which take turns.
/// </summary>
internal sealed class Vocabulary(TextForm form)
{
    /// <summary>The number of no text.</summary>
    public const int None = 0;

    private const int FirstCapacity = 16;

    private readonly ConcurrentDictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly Lock _adding = new();
    private string[] _keys = new string[FirstCapacity];
    private string[] _names = new string[FirstCapacity];
    private int _count = 1;

    /// <summary>When two texts are one.</summary>
    public TextForm Form { get; } = form;

    /// <summary>One above the highest number.</summary>
    public int End => Volatile.Read(ref _count);

    /// <summary>The texts as first written.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            var end = End;
            return new ArraySegment<string>(Volatile.Read(ref _names), 1, end - 1);
        }
    }

    /// <summary>By what a text is compared.</summary>
    public string KeyOf(int code) => Volatile.Read(ref _keys)[code];

    /// <summary>The number of a key; <see cref="None"/> if it has none.</summary>
    public int CodeOfKey(string key) => _codes.GetValueOrDefault(key, None);

    /// <summary>Whether a key has a number.</summary>
    public bool Knows(string key) => _codes.ContainsKey(key);

    /// <summary>The number of a text, given one if it has none yet; <see cref="None"/> of no text.</summary>
    public int Add(string? text)
    {
        if (FoldedText.Of(text, Form) is not { } key)
            return None;
        if (_codes.TryGetValue(key, out var known))
            return known;
        lock (_adding)
        {
            if (_codes.TryGetValue(key, out known))
                return known;
            var code = _count;
            if (code == _keys.Length)
            {
                Grow(ref _keys);
                Grow(ref _names);
            }

            // Before the count and the number are seen: a reader of either finds the key.
            _keys[code] = key;
            _names[code] = text!.Trim();
            Volatile.Write(ref _count, code + 1);
            _codes[key] = code;
            return code;
        }
    }

    private static void Grow(ref string[] texts)
    {
        var grown = new string[texts.Length * 2];
        texts.CopyTo(grown, 0);
        Volatile.Write(ref texts, grown);
    }
}
