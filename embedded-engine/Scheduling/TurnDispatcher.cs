namespace Ayni.EmbeddedEngine.Scheduling;

/// <summary>Decides where and when queues with ready turns run.</summary>
internal abstract class TurnDispatcher
{
    /// <summary>
    /// How results are completed: elsewhere by default, since the caller's code must never run in the callee's turn.
    /// </summary>
    public virtual TaskCreationOptions CompletionOptions => TaskCreationOptions.RunContinuationsAsynchronously;

    public abstract void Post(TurnQueue queue);

    /// <summary>How messages are held up; null to deliver them at once. They have no order to rely on.</summary>
    public virtual Action<Action>? Delay => null;
}
