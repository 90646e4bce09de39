using System.Collections.Concurrent;

namespace Ayni.Grains.Training;

/// <summary>
/// The threads that training computes on: fewer than the silo has processors, and, where the operating system minds,
/// of lower priority than those that carry messages. However large a run, the silo answers. Work takes values in and
/// gives values out; it must not touch a grain.
/// </summary>
public sealed class TrainingScheduler : TaskScheduler, IDisposable
{
    [ThreadStatic]
    private static TrainingScheduler? _ofThisThread;

    private readonly BlockingCollection<Task> _queue = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly int _threadCount;

    public TrainingScheduler(TrainingHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfInvalid();
        _threadCount = options.Threads;
        for (var thread = 0; thread < _threadCount; thread++)
        {
            new Thread(Work)
            {
                IsBackground = true,
                Name = $"ayni-training-{thread}",
                Priority = ThreadPriority.BelowNormal,
            }.Start();
        }
    }

    public override int MaximumConcurrencyLevel => _threadCount;

    /// <summary>For loops inside a computation: its thread and those that are free.</summary>
    public ParallelOptions Parallel(CancellationToken cancellationToken) => new()
    {
        TaskScheduler = this,
        MaxDegreeOfParallelism = _threadCount,
        CancellationToken = cancellationToken,
    };

    /// <summary>Runs a computation; the token it is given is cancelled when the silo closes, too.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, T> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var token = stop.Token;
        return await Task.Factory.StartNew(
            () => work(token), token, TaskCreationOptions.DenyChildAttach, this);
    }

    /// <summary>
    /// Runs work that also waits, such as reading the log; what it computes between two waits runs here.
    /// </summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var token = stop.Token;
        return await Task.Factory.StartNew(
            () => work(token), token, TaskCreationOptions.DenyChildAttach, this).Unwrap();
    }

    public void Dispose()
    {
        _closing.Cancel();
        _queue.CompleteAdding();
    }

    /// <summary>
    /// New work is refused by its token once the silo closes. Work that was waiting then goes on elsewhere, to meet its
    /// token: an exception from here would have no awaiter, and end the process.
    /// </summary>
    protected override void QueueTask(Task task)
    {
        try
        {
            _queue.Add(task);
        }
        catch (InvalidOperationException)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => TryExecuteTask(task), null);
        }
    }

    /// <summary>
    /// A computation that splits itself and waits for its parts runs those itself that no thread has taken: all threads
    /// may be waiting so.
    /// </summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        ReferenceEquals(_ofThisThread, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _queue.ToArray();

    private void Work()
    {
        _ofThisThread = this;
        foreach (var task in _queue.GetConsumingEnumerable())
            TryExecuteTask(task);
    }
}
