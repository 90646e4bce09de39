namespace Ayni.EmbeddedEngine.Scheduling;

/// <summary>Runs turns on the thread pool.</summary>
internal sealed class ThreadPoolDispatcher : TurnDispatcher
{
    public static ThreadPoolDispatcher Instance { get; } = new();

    public override void Post(TurnQueue queue) => ThreadPool.UnsafeQueueUserWorkItem(queue, preferLocal: true);
}
