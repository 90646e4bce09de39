using System.Collections.Frozen;
using Ayni.Domain.Interactions;
using Ayni.Storage.Erasures;
using Ayni.Storage.Interactions;
using Microsoft.Data.Sqlite;

namespace Ayni.Storage.Sqlite;

/// <summary>Appends to SQLite: one transaction a group, one insert an interaction.</summary>
internal sealed class SqliteInteractionWriter(SqliteDatabase database) : IInteractionWriter
{
    /// <summary>
    /// After a commit this large the writer stays away from the lock for <see cref="Pause"/>, so that another process
    /// that polls for it gets its turn.
    /// </summary>
    private const int PauseAfterInteractions = 8192;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private SqliteConnection? _preparedOn;
    private SqliteStatement? _insert;
    private SqliteStatement? _find;
    private SqliteStatement? _findErased;
    private SqliteStatement? _anyErased;
    private SqliteStatement? _anyTombstone;
    private SqliteStatement? _readHead;
    private SqliteStatement? _moveHead;

    public string EventHashSql => "sha256_text(event_id)";

    public async Task CommitAsync(IReadOnlyList<AppendCall> calls)
    {
        var interactions = await database.WriteAsync(
            async (SqliteConnection connection) =>
                Append(connection, calls, await FindTombstonesAsync(connection, calls).ConfigureAwait(false)),
            CancellationToken.None).ConfigureAwait(false);
        if (interactions >= PauseAfterInteractions)
            await Task.Delay(Pause, TimeProvider.System).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        DisposeStatements();
        return ValueTask.CompletedTask;
    }

    // Under the lock, so that no erasure comes between the look and the insert.
    private async Task<DroppedEvents> FindTombstonesAsync(SqliteConnection connection, IReadOnlyList<AppendCall> calls)
    {
        Prepare(connection);
        return new DroppedEvents(_anyTombstone!.Int64() == 1
            ? await TombstoneLookup.FindAsync(
                connection, calls.SelectMany(call => call.Interactions).Select(interaction => interaction.UserId))
                .ConfigureAwait(false)
            : FrozenDictionary<string, Tombstone>.Empty);
    }

    private int Append(SqliteConnection connection, IReadOnlyList<AppendCall> calls, DroppedEvents dropped)
    {
        var oldHead = _readHead!.Int64() ?? throw new InvalidOperationException("The table log_head has no row.");
        var head = oldHead;
        var mayBeErased = _anyErased!.Int64() is not null;
        var interactions = 0;
        foreach (var call in calls)
        {
            for (var i = 0; i < call.Interactions.Length; i++)
            {
                var interaction = call.Interactions[i];
                var droppedAt = dropped.Find(interaction);
                var known = droppedAt is null
                    ? Insert(interaction, head + 1, mayBeErased)
                    : FindKnown(interaction.EventId, mayBeErased);
                call.Erased[i] = droppedAt is not null && known is null;
                call.Duplicates[i] = known is not null;
                call.Positions[i] = known ?? droppedAt ?? ++head;
            }

            interactions += call.Interactions.Length;
        }

        if (head > oldHead)
        {
            _moveHead!.Bind(1, head);
            _moveHead.Execute();
            database.Announce();
        }

        return interactions;
    }

    // Returns the position of the interaction that already has this event id; null if this one was inserted.
    private long? Insert(Interaction interaction, long position, bool mayBeErased)
    {
        if (mayBeErased && FindErased(interaction.EventId) is { } erased)
            return erased;
        var insert = _insert!;
        insert.Bind(1, position);
        insert.Bind(2, interaction.EventId);
        insert.Bind(3, interaction.UserId);
        insert.Bind(4, interaction.ProductId);
        insert.Bind(5, (long)interaction.Type);
        insert.Bind(6, interaction.Score);
        insert.Bind(7, InteractionRows.TimestampMs(interaction));
        insert.Bind(8, InteractionRows.DurationMs(interaction));
        insert.Bind(9, interaction.Query);
        insert.Bind(10, interaction.OrderId);
        insert.Bind(11, interaction.CustomType);
        insert.Bind(12, interaction.ReviewText);
        if (insert.Execute() == 1)
            return null;
        _find!.Bind(1, interaction.EventId);
        return _find.Int64() ?? throw new InvalidOperationException(
            $"Event {interaction.EventId} was neither inserted nor found.");
    }

    private long? FindKnown(string eventId, bool mayBeErased)
    {
        if (mayBeErased && FindErased(eventId) is { } erased)
            return erased;
        _find!.Bind(1, eventId);
        return _find.Int64();
    }

    private long? FindErased(string eventId)
    {
        _findErased!.Bind(1, EventHash.Of(eventId));
        return _findErased.Int64();
    }

    private void DisposeStatements()
    {
        foreach (var statement in
            new[] { _insert, _find, _findErased, _anyErased, _anyTombstone, _readHead, _moveHead })
            statement?.Dispose();
    }

    private void Prepare(SqliteConnection connection)
    {
        if (ReferenceEquals(_preparedOn, connection))
            return;
        DisposeStatements();
        SqliteStatement Statement(string sql) => SqliteStatement.Prepare(connection.Handle!, sql);
        _insert = Statement(
            $"INSERT INTO interactions ({InteractionRows.Columns}) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12) "
            + "ON CONFLICT (event_id) DO NOTHING");
        _find = Statement("SELECT position FROM interactions WHERE event_id = ?1");
        _findErased = Statement("SELECT position FROM erased_events WHERE event_hash = ?1");
        _anyErased = Statement("SELECT 1 FROM erased_events LIMIT 1");
        _anyTombstone = Statement(TombstoneLookup.AnySql);
        _readHead = Statement("SELECT position FROM log_head");
        _moveHead = Statement("UPDATE log_head SET position = ?1");
        _preparedOn = connection;
    }
}
