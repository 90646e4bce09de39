using Ayni.Domain.Interactions;

namespace Ayni.Silo.Ingestion;

/// <summary>How a consumer is doing: counts since the start, and whether it reaches its broker. Thread-safe.</summary>
/// <param name="source">Name of the consumer, such as <c>kafka</c>.</param>
/// <param name="metrics">Counts the same for whoever listens.</param>
internal sealed class IngestionStatus(string source, EventMetrics metrics)
{
    /// <summary>Said before anything was heard of the broker.</summary>
    private const string NotYet = "not connected yet";

    private readonly EventMetrics _metrics = metrics.Open(source);
    private long _appended;
    private long _duplicates;
    private long _erased;
    private long _refused;
    private long _failures;
    private volatile string? _unreachable = NotYet;

    /// <summary>Name of the consumer.</summary>
    public string Source => source;

    /// <summary>Events appended.</summary>
    public long Appended => Interlocked.Read(ref _appended);

    /// <summary>Events that the log held already.</summary>
    public long Duplicates => Interlocked.Read(ref _duplicates);

    /// <summary>Events dropped: of shoppers who were erased, and dated up to then.</summary>
    public long Erased => Interlocked.Read(ref _erased);

    /// <summary>Messages (on a stream: events) refused for good.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Commits that failed and were tried again.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Why the broker cannot be reached; null while it is.</summary>
    public string? Unreachable => _unreachable;

    public void CountAppended(IReadOnlyList<Interaction> interactions, IReadOnlyList<AppendResult> results)
    {
        var duplicates = results.Count(result => result.IsDuplicate);
        var erased = results.Count(result => result.IsErased);
        Interlocked.Add(ref _appended, results.Count - duplicates - erased);
        Interlocked.Add(ref _erased, erased);
        Interlocked.Add(ref _duplicates, duplicates);
        _metrics.Taken(source, interactions, results);
    }

    public void CountRefused(int count)
    {
        Interlocked.Add(ref _refused, count);
        _metrics.Refused(source, count);
    }

    public void CountFailure()
    {
        Interlocked.Increment(ref _failures);
        _metrics.CommitFailed(source);
    }

    /// <summary>The broker answers.</summary>
    /// <returns>True if it did not before.</returns>
    public bool Reached() => Interlocked.Exchange(ref _unreachable, null) is not null;

    /// <summary>The broker does not answer.</summary>
    /// <returns>True if that, or the reason, is news.</returns>
    public bool Lost(string reason) => Interlocked.Exchange(ref _unreachable, reason) != reason;
}
