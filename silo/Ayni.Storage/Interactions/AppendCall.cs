using System.Diagnostics;
using Ayni.Domain.Interactions;

namespace Ayni.Storage.Interactions;

/// <summary>One append that waits for, or takes part in, a shared commit.</summary>
internal sealed class AppendCall(Interaction[] interactions)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state = Waiting;

    public Interaction[] Interactions { get; } = interactions;

    /// <summary>The caller's span, if a trace is kept: the commit is a part of it.</summary>
    public ActivityContext Trace { get; } = Activity.Current?.Context ?? default;

    /// <summary>Position of each interaction; of a duplicate, that of the first one.</summary>
    public long[] Positions { get; } = new long[interactions.Length];

    public bool[] Duplicates { get; } = new bool[interactions.Length];

    public int DuplicateCount => Duplicates.AsSpan().Count(true);

    /// <summary>Ends when the commit is on disk or failed, or when the call was cancelled before it started.</summary>
    public Task Done => _done.Task;

    /// <summary>False if the call was cancelled while it waited. A taken call can no longer be cancelled.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    public void TryCancel(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting)
            _done.TrySetCanceled(cancellationToken);
    }

    public void Complete() => _done.TrySetResult();

    public void Fail(Exception exception) => _done.TrySetException(exception);
}
