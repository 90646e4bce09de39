using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Ayni.Grains.Following;

/// <summary>
/// The grains active on this silo that follow a feed. It activates nobody: a row of a grain that is not here is
/// nobody's, for that grain will read it when it is activated. Thread-safe; one a silo and feed.
/// </summary>
/// <typeparam name="TRow">A row of the feed.</typeparam>
public sealed partial class ActiveReaders<TRow>(ILogger<ActiveReaders<TRow>> logger)
{
    /// <summary>
    /// Memory of the rows that wait for all grains, or are on their way to them; what comes on top is left out, and the
    /// grains it concerns read for themselves.
    /// </summary>
    public const long MaxHeldBytes = 64L * 1024 * 1024;

    private readonly ConcurrentDictionary<(ReaderKind Kind, string Key), ActiveReader<TRow>> _readers = new();
    private readonly ConcurrentDictionary<ActiveReader<TRow>, bool> _lagging = new();
    private long _heldBytes;

    /// <summary>Number of grains that follow.</summary>
    public int Count => _readers.Count;

    /// <summary>Memory of the rows kept for grains.</summary>
    public long HeldBytes => Volatile.Read(ref _heldBytes);

    /// <summary>
    /// Enters a grain. Call it before the grain reads: then whatever is written after that reading is handed on.
    /// </summary>
    /// <param name="kind">What it follows.</param>
    /// <param name="key">The id.</param>
    /// <param name="call">Sends the grain a message; returns the position it has applied then.</param>
    public ActiveReader<TRow> Register(ReaderKind kind, string key, Func<ReaderCall<TRow>, Task<long>> call)
    {
        var reader = new ActiveReader<TRow>(this, kind, key, call);
        _readers[(kind, key)] = reader;
        return reader;
    }

    /// <summary>Ids of the grains of a kind that follow.</summary>
    /// <param name="kind">What they follow.</param>
    /// <param name="among">Ids asked for; null: all.</param>
    internal IReadOnlyList<string> ActiveOf(ReaderKind kind, IEnumerable<string>? among) => among is null
        ? [.. _readers.Keys.Where(key => key.Kind == kind).Select(key => key.Key)]
        : [.. among.Where(id => _readers.ContainsKey((kind, id)))];

    /// <summary>Hands a row to the grain it concerns, if that is active here.</summary>
    internal void Find(ReaderKind kind, string key, long position, TRow row, long bytes)
    {
        if (_readers.TryGetValue((kind, key), out var reader))
        {
            reader.Happen(new ReaderEvent<TRow>.Found(
                position, row, bytes, MayWait: HeldBytes + bytes <= MaxHeldBytes));
        }
    }

    /// <summary>Has every grain read for itself up to a position: the feed goes on from there.</summary>
    internal void Skip(long position)
    {
        foreach (var reader in _readers.Values)
            reader.Happen(new ReaderEvent<TRow>.Skipped(position));
    }

    /// <summary>Tries again what failed.</summary>
    internal void Tick()
    {
        foreach (var reader in _lagging.Keys)
            reader.Happen(new ReaderEvent<TRow>.Ticked());
    }

    /// <summary>Completes once every grain has applied what it is owed up to a position.</summary>
    internal Task WhenSettledAsync(long upTo) =>
        Task.WhenAll(_lagging.Keys.Select(reader => reader.WhenSettledAsync(upTo)));

    internal void Hold(long bytes) => Interlocked.Add(ref _heldBytes, bytes);

    internal void Mark(ActiveReader<TRow> reader, bool isLagging)
    {
        if (!isLagging)
            _lagging.TryRemove(reader, out _);
        else if (_readers.TryGetValue((reader.Kind, reader.Key), out var entered) && ReferenceEquals(entered, reader))
            _lagging.TryAdd(reader, true);
    }

    // An old activation must not take its successor off the list.
    internal void Remove(ActiveReader<TRow> reader)
    {
        _readers.TryRemove(new((reader.Kind, reader.Key), reader));
        _lagging.TryRemove(reader, out _);
    }

    internal void ReportFailure(ActiveReader<TRow> reader, Exception failure) =>
        LogReaderFailed(logger, failure, reader.Kind, reader.Key);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Kind} {Key} did not take what is new; it is asked to read.")]
    private static partial void LogReaderFailed(ILogger logger, Exception failure, ReaderKind kind, string key);
}
