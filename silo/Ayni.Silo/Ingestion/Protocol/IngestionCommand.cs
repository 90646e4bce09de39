using Ayni.Domain.Interactions;

namespace Ayni.Silo.Ingestion.Protocol;

/// <summary>What a consumer has to do.</summary>
internal abstract record IngestionCommand
{
    private IngestionCommand()
    {
    }

    /// <summary>Append in one commit, and say how it ended. Never two at a time.</summary>
    internal sealed record Append(long Commit, IReadOnlyList<Interaction> Interactions) : IngestionCommand;

    /// <summary>Tell the broker what is done for good.</summary>
    /// <param name="Lane">An open lane.</param>
    /// <param name="UpTo">Everything of the lane up to here is done: on disk, or refused.</param>
    /// <param name="LastGood">The last of it that is on disk; null if all was refused.</param>
    /// <param name="Refused">What was refused, in order.</param>
    internal sealed record Settle(long Lane, long UpTo, long? LastGood, IReadOnlyList<Delivery> Refused)
        : IngestionCommand;

    /// <summary>Give everything of the lane up to here that is not settled back to the broker.</summary>
    internal sealed record Release(long Lane, long UpTo) : IngestionCommand;

    /// <summary>Say when this time is over. A new timer makes the ones before it void.</summary>
    internal sealed record StartTimer(long Timer, TimeSpan Delay) : IngestionCommand;

    /// <summary>Take no more messages from the broker.</summary>
    internal sealed record Pause : IngestionCommand;

    /// <summary>Take messages again.</summary>
    internal sealed record Resume : IngestionCommand;
}
