namespace Ayni.Grains.Following;

/// <summary>One grain active on this silo that follows the log. Disposing takes it off the list.</summary>
public sealed class ActiveReader : IDisposable
{
    private readonly ActiveReaders _owner;
    private readonly Func<long, Task> _catchUp;
    private long _applied;

    internal ActiveReader(ActiveReaders owner, ReaderKind kind, string key, Func<long, Task> catchUp)
    {
        _owner = owner;
        Kind = kind;
        Key = key;
        _catchUp = catchUp;
    }

    /// <summary>Which id it follows.</summary>
    public ReaderKind Kind { get; }

    /// <summary>The id.</summary>
    public string Key { get; }

    /// <summary>Log position it says it has applied; 0 until it says so.</summary>
    public long Applied => Volatile.Read(ref _applied);

    /// <summary>Called by the grain whenever it has applied more.</summary>
    public void Report(long position) => Volatile.Write(ref _applied, position);

    /// <inheritdoc/>
    public void Dispose() => _owner.Remove(this);

    /// <summary>Calls the grain, as a message: it runs in the grain's turn, not here.</summary>
    internal Task CatchUpAsync(long position) => _catchUp(position);
}
