namespace Ayni.Grains.Following;

/// <summary>
/// One grain active on this silo that follows a feed. Disposing takes it off the list. Thread-safe: the calls it makes
/// are messages, so that they run in the grain's turns.
/// </summary>
/// <typeparam name="TRow">A row of the feed.</typeparam>
public sealed class ActiveReader<TRow> : IDisposable
{
    private readonly ActiveReaders<TRow> _owner;
    private readonly Func<ReaderCall<TRow>, Task<long>> _call;
    private readonly Lock _gate = new();
    private readonly List<(long UpTo, TaskCompletionSource Settled)> _waiters = [];
    private ReaderBacklog<TRow> _backlog = new();
    private bool _isGone;

    internal ActiveReader(
        ActiveReaders<TRow> owner, ReaderKind kind, string key, Func<ReaderCall<TRow>, Task<long>> call)
    {
        _owner = owner;
        Kind = kind;
        Key = key;
        _call = call;
    }

    /// <summary>What it follows.</summary>
    public ReaderKind Kind { get; }

    /// <summary>The id.</summary>
    public string Key { get; }

    /// <summary>Called by the grain whenever it has read for itself.</summary>
    /// <param name="position">A position up to which it has everything: read before the rows were.</param>
    public void Joined(long position) => Happen(new ReaderEvent<TRow>.Joined(position));

    /// <inheritdoc/>
    public void Dispose()
    {
        _owner.Remove(this);
        lock (_gate)
        {
            if (!_isGone)
                _owner.Hold(-_backlog.HeldBytes);
            _isGone = true;
            foreach (var (_, settled) in _waiters)
                settled.TrySetResult();
            _waiters.Clear();
        }
    }

    internal void Happen(ReaderEvent<TRow> happened)
    {
        ReaderCall<TRow>? call;
        lock (_gate)
        {
            var held = _backlog.HeldBytes;
            (_backlog, call) = _backlog.Next(happened);
            if (!_isGone)
                _owner.Hold(_backlog.HeldBytes - held);
            foreach (var waiter in _waiters.Where(waiter => _backlog.IsSettled(waiter.UpTo)).ToArray())
            {
                _waiters.Remove(waiter);
                waiter.Settled.TrySetResult();
            }

            _owner.Mark(this, _backlog.Owed > (_backlog.Applied ?? 0));
        }

        if (call is not null)
            _ = CallAsync(call);
    }

    /// <summary>Completes once the grain has applied all it is owed up to a position, or is gone.</summary>
    internal Task WhenSettledAsync(long upTo)
    {
        lock (_gate)
        {
            if (_isGone || _backlog.IsSettled(upTo))
                return Task.CompletedTask;
            var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((upTo, settled));
            return settled.Task;
        }
    }

    private async Task CallAsync(ReaderCall<TRow> call)
    {
        try
        {
            Happen(new ReaderEvent<TRow>.Answered(await _call(call)));
        }
        catch (Exception failure)
        {
            // Whatever it was, the grain's own cancellation included: the next tick asks it to read for itself.
            _owner.ReportFailure(this, failure);
            Happen(new ReaderEvent<TRow>.Failed());
        }
    }
}
