using System.Collections.Immutable;
using Ayni.Grains.Training;
using Ayni.Trainer.Benchmarking;

namespace Ayni.Benchmarks.Training;

/// <summary>When a run's journal was saved, and what it said: its phases and sweeps seen from outside.</summary>
internal sealed class RunTimeline(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly WorkClock _clock = new(time);
    private readonly List<Saved> _saved = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once the run's last state is saved.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Journals so far, in the order they were saved.</summary>
    public ImmutableArray<Saved> All
    {
        get
        {
            lock (_gate)
                return [.. _saved];
        }
    }

    public WorkTime Now => _clock.Elapsed;

    /// <summary>A state was saved; the write began at a moment of <see cref="Now"/>.</summary>
    public void Add(TrainingRunState state, WorkTime began)
    {
        lock (_gate)
            _saved.Add(new Saved(began, Now, state));
        if (!state.Status.IsRunning)
            _ended.TrySetResult();
    }

    /// <param name="Began">When the write began.</param>
    /// <param name="At">When it was durable.</param>
    /// <param name="State">What was written.</param>
    public sealed record Saved(WorkTime Began, WorkTime At, TrainingRunState State);
}
