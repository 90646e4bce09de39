namespace Ayni.EmbeddedEngine.Scheduling;

/// <summary>Decides where and when queues with ready turns run.</summary>
internal abstract class TurnDispatcher
{
    public abstract void Post(TurnQueue queue);
}
