namespace Ayni.Storage.Interactions;

/// <summary>Writes interactions; called by one loop, so never twice at the same time.</summary>
internal interface IInteractionWriter : IAsyncDisposable
{
    /// <summary>SQL for the SHA-256 of the UTF-8 bytes of the column <c>event_id</c>.</summary>
    string EventHashSql { get; }

    /// <summary>Writes all calls in one commit, in order, and fills in their positions and duplicates.</summary>
    Task CommitAsync(IReadOnlyList<AppendCall> calls);
}
