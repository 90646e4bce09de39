namespace Ayni.Silo.Ingestion.Protocol;

/// <summary>What happens to a consumer.</summary>
internal abstract record IngestionEvent
{
    private IngestionEvent()
    {
    }

    /// <summary>A partition was assigned, a channel opened.</summary>
    internal sealed record LaneOpened(long Lane) : IngestionEvent;

    /// <summary>Its messages belong to somebody else from now on, or will come again.</summary>
    internal sealed record LaneClosed(long Lane) : IngestionEvent;

    /// <summary>A message came. One of a lane that is not open is dropped.</summary>
    internal sealed record Received(Delivery Delivery) : IngestionEvent;

    /// <summary>A commit is on disk.</summary>
    internal sealed record Appended(long Commit) : IngestionEvent;

    /// <summary>A commit failed, or may have: it is tried again.</summary>
    internal sealed record AppendFailed(long Commit) : IngestionEvent;

    /// <summary>The log will never take a commit as it is.</summary>
    internal sealed record AppendRefused(long Commit, string Reason) : IngestionEvent;

    /// <summary>A timer ran out.</summary>
    internal sealed record TimerElapsed(long Timer) : IngestionEvent;

    /// <summary>Nothing new is begun; what is being committed is acknowledged still.</summary>
    internal sealed record Stopping : IngestionEvent;
}
