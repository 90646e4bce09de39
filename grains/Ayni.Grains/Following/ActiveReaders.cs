using System.Collections.Concurrent;

namespace Ayni.Grains.Following;

/// <summary>
/// The grains active on this silo that follow the log, so that <see cref="InteractionTail"/> can tell them what a lost
/// wake did not, without activating others. Thread-safe; one a silo.
/// </summary>
public sealed class ActiveReaders
{
    private readonly ConcurrentDictionary<(ReaderKind Kind, string Key), ActiveReader> _readers = new();

    /// <summary>
    /// Enters a grain. Call it before the grain reads the log: then whatever is appended after that reading is seen
    /// by the tail while the grain is on the list.
    /// </summary>
    /// <param name="kind">Which id it follows.</param>
    /// <param name="key">The id.</param>
    /// <param name="catchUp">Sends the grain a message to read up to a position.</param>
    public ActiveReader Register(ReaderKind kind, string key, Func<long, Task> catchUp)
    {
        var reader = new ActiveReader(this, kind, key, catchUp);
        _readers[(kind, key)] = reader;
        return reader;
    }

    /// <summary>The grain that follows an id; null if none is active here.</summary>
    public ActiveReader? Find(ReaderKind kind, string key) => _readers.GetValueOrDefault((kind, key));

    /// <summary>All of them, at some moment.</summary>
    public IReadOnlyList<ActiveReader> All() => [.. _readers.Values];

    // An old activation must not take its successor off the list.
    internal void Remove(ActiveReader reader) => _readers.TryRemove(new((reader.Kind, reader.Key), reader));
}
