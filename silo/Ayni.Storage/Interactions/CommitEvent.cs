namespace Ayni.Storage.Interactions;

/// <summary>What happens to a <see cref="CommitQueue{TCall}"/>.</summary>
/// <typeparam name="TCall">An append.</typeparam>
internal abstract record CommitEvent<TCall>
{
    private CommitEvent()
    {
    }

    /// <summary>An append asks for a commit. If it is let in, its number is the last one then.</summary>
    /// <param name="Call">The append.</param>
    /// <param name="Interactions">How many it holds.</param>
    /// <param name="Bytes">Memory they hold.</param>
    /// <param name="IsBulk">It is let in however much waits.</param>
    /// <param name="At">When, on any clock that does not go back.</param>
    internal sealed record Arrived(
        TCall Call, int Interactions, long Bytes = 0, bool IsBulk = false, TimeSpan At = default) : CommitEvent<TCall>;

    /// <summary>Who sent an append gives up. Too late once its commit was begun.</summary>
    internal sealed record Cancelled(TCall Call, long Number) : CommitEvent<TCall>;

    /// <summary>The commit under way is on disk.</summary>
    internal sealed record Committed : CommitEvent<TCall>;

    /// <summary>The commit under way failed.</summary>
    internal sealed record Failed(Exception Reason) : CommitEvent<TCall>;

    /// <summary>The log closes: what waits is still written.</summary>
    internal sealed record Closed : CommitEvent<TCall>;
}
