using System.Diagnostics;
using Ayni.Domain.Interactions;

namespace Ayni.Storage.Interactions;

/// <summary>One append that waits for, or takes part in, a shared commit.</summary>
internal sealed class AppendCall(Interaction[] interactions)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Interaction[] Interactions { get; } = interactions;

    /// <summary>Memory the interactions hold.</summary>
    public long Bytes { get; } = InteractionMemory.BytesOf(interactions);

    /// <summary>A batch of a bulk append, which waits however much does: its caller has this one alone.</summary>
    public bool IsBulk { get; init; }

    /// <summary>The caller's span, if a trace is kept: the commit is a part of it.</summary>
    public ActivityContext Trace { get; } = Activity.Current?.Context ?? default;

    /// <summary>Position of each interaction; of a duplicate, that of the first one.</summary>
    public long[] Positions { get; } = new long[interactions.Length];

    public bool[] Duplicates { get; } = new bool[interactions.Length];

    /// <summary>Which were dropped, their shoppers having been erased.</summary>
    public bool[] Erased { get; } = new bool[interactions.Length];

    /// <summary>Of whoever waits for it; ends the wait until its commit starts.</summary>
    public CancellationToken CancellationToken { get; set; }

    public int DuplicateCount => Duplicates.AsSpan().Count(true);

    public int ErasedCount => Erased.AsSpan().Count(true);

    /// <summary>Ends when the commit is on disk or failed, or when the call was cancelled before it started.</summary>
    public Task Done => _done.Task;

    public void Complete() => _done.TrySetResult();

    public void Fail(Exception exception) => _done.TrySetException(exception);

    public void Cancel() => _done.TrySetCanceled(CancellationToken);
}
