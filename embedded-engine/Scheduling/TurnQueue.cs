namespace Ayni.EmbeddedEngine.Scheduling;

/// <summary>
/// Runs tasks one at a time, in the order they came, on whatever thread the dispatcher gives. Awaits inside a task come
/// back here, which is what makes an activation single-threaded.
/// </summary>
internal sealed class TurnQueue(TurnDispatcher dispatcher, IGrainContext? context) : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>Turns run before others get the thread; bounds how long a busy activation starves the rest.</summary>
    private const int MaxTurnsABatch = 64;

    private readonly Queue<Task> _ready = new();
    private bool _posted;
    private bool _stopped;

    public IGrainContext? Context => context;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs an action as a turn, without the caller's execution context.</summary>
    public void Post(Action<object?> action, object? state)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            new Task(action, state).Start(this);
            return;
        }

        using (ExecutionContext.SuppressFlow())
            new Task(action, state).Start(this);
    }

    /// <summary>Runs an asynchronous action that begins as a turn here.</summary>
    public Task RunAsync(Func<Task> action)
    {
        var restore = !ExecutionContext.IsFlowSuppressed();
        var flow = restore ? ExecutionContext.SuppressFlow() : default;
        try
        {
            return Task.Factory
                .StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this)
                .Unwrap();
        }
        finally
        {
            if (restore)
                flow.Undo();
        }
    }

    /// <summary>Drops everything ready and everything to come: the silo died.</summary>
    public void Stop()
    {
        lock (_ready)
        {
            _stopped = true;
            _ready.Clear();
        }
    }

    void IThreadPoolWorkItem.Execute() => RunBatch(MaxTurnsABatch);

    /// <summary>Runs up to so many turns; posts itself again if some are left.</summary>
    internal void RunBatch(int maxTurns)
    {
        var clean = ExecutionContext.Capture();
        var outer = RuntimeContext.Current;
        RuntimeContext.Current = context;
        try
        {
            for (var turn = 0; turn < maxTurns && TryTake(out var task); turn++)
            {
                TryExecuteTask(task!);

                // A grain that sets an AsyncLocal outside of an async method must not hand it to the next turn.
                if (clean is not null)
                    ExecutionContext.Restore(clean);
            }
        }
        finally
        {
            RuntimeContext.Current = outer;
        }

        lock (_ready)
        {
            if (_ready.Count == 0)
            {
                _posted = false;
                return;
            }
        }

        dispatcher.Post(this);
    }

    protected override void QueueTask(Task task)
    {
        lock (_ready)
        {
            if (_stopped)
                return;
            _ready.Enqueue(task);
            if (_posted)
                return;
            _posted = true;
        }

        dispatcher.Post(this);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && context is not null && ReferenceEquals(RuntimeContext.Current, context)
        && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_ready)
            return [.. _ready];
    }

    private bool TryTake(out Task? task)
    {
        lock (_ready)
            return _ready.TryDequeue(out task);
    }
}
