namespace Ayni.Storage.Interactions;

/// <summary>What a <see cref="CommitQueue{TCall}"/> has done.</summary>
/// <typeparam name="TCall">An append.</typeparam>
internal abstract record CommitCommand<TCall>
{
    private CommitCommand()
    {
    }

    /// <summary>Write these in one commit, in order, and say how it ended. Never two at a time.</summary>
    internal sealed record Commit(IReadOnlyList<TCall> Calls) : CommitCommand<TCall>;

    /// <summary>Tell these that they are on disk.</summary>
    internal sealed record Complete(IReadOnlyList<TCall> Calls) : CommitCommand<TCall>;

    /// <summary>Tell these that their commit failed.</summary>
    internal sealed record Fail(IReadOnlyList<TCall> Calls, Exception Reason) : CommitCommand<TCall>;

    /// <summary>Tell this one that it was cancelled; it is not written.</summary>
    internal sealed record Withdraw(TCall Call) : CommitCommand<TCall>;

    /// <summary>Tell this one that the log is closed; it was not let in.</summary>
    internal sealed record Refuse(TCall Call) : CommitCommand<TCall>;

    /// <summary>Tell this one that as much waits as may; it was not let in.</summary>
    internal sealed record Overload(TCall Call) : CommitCommand<TCall>;

    /// <summary>Nothing is left to write, and nothing comes.</summary>
    internal sealed record Stop : CommitCommand<TCall>;
}
