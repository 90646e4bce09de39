using Ayni.Storage.Erasures;
using Ayni.Storage.Interactions;
using Npgsql;

namespace Ayni.Storage.Postgres;

/// <summary>
/// Appends to PostgreSQL. Every append, in whatever process, holds the lock on the one row of log_head from before it
/// gives out positions until after its commit, so positions become visible in order and without holes.
/// </summary>
internal sealed class PostgresInteractionWriter(PostgresDatabase database) : IInteractionWriter
{
    /// <summary>From this many interactions on, a group is sent by COPY instead of array parameters.</summary>
    public const int CopyFromInteractions = 1024;

    private const string LockHead = "SELECT position FROM log_head FOR UPDATE";

    private const string MoveHead = "UPDATE log_head SET position = @head";

    public string EventHashSql => "sha256(convert_to(event_id, 'UTF8'))";

    public async Task CommitAsync(IReadOnlyList<AppendCall> calls)
    {
        var batch = new StagedBatch(calls);
        await database.WriteAsync(
            async (NpgsqlConnection connection) =>
            {
                // COPY comes before the lock is taken, so that the lock is held for as short as can be.
                var staging = batch.Distinct.Count >= CopyFromInteractions
                    ? await PostgresStaging.CopyAsync(connection, batch).ConfigureAwait(false)
                    : PostgresStaging.AsArrays(batch);
                var (head, anyTombstone) = await LockHeadAndFindKnownAsync(connection, staging, batch)
                    .ConfigureAwait(false);
                if (anyTombstone)
                {
                    batch.MarkErased(await TombstoneLookup.FindAsync(
                        connection, batch.Distinct.Select(interaction => interaction.UserId)).ConfigureAwait(false));
                }

                var newHead = batch.AssignPositions(head);
                if (newHead > head)
                    await InsertAsync(connection, staging, batch, head, newHead).ConfigureAwait(false);
                return newHead;
            },
            CancellationToken.None).ConfigureAwait(false);
        batch.Report();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Three statements, one round trip. The later two take their snapshots after the lock was granted, so they see
    // every append and erasure before this one. LATERAL with LIMIT keeps the planner to one index look-up a row: with a
    // plain join it may scan the whole log.
    private static async Task<(long Head, bool AnyTombstone)> LockHeadAndFindKnownAsync(
        NpgsqlConnection connection, PostgresStaging staging, StagedBatch batch)
    {
        var find = new NpgsqlBatchCommand(
            $"SELECT s.ordinal, i.position FROM {staging.From} CROSS JOIN LATERAL "
            + "(SELECT position FROM interactions WHERE event_id = s.event_id LIMIT 1) i "
            + $"UNION ALL SELECT s.ordinal, e.position FROM {staging.From} CROSS JOIN LATERAL "
            + "(SELECT position FROM erased_events "
            + "WHERE event_hash = sha256(convert_to(s.event_id, 'UTF8')) LIMIT 1) e");
        find.Parameters.AddRange(staging.Parameters().ToArray());
        var statements = new NpgsqlBatch(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand(LockHead), find, new NpgsqlBatchCommand(TombstoneLookup.AnySql) },
        };
        await using var statementsScope = statements.ConfigureAwait(false);
        var reader = await statements.ExecuteReaderAsync().ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync().ConfigureAwait(false))
            throw new InvalidOperationException("The table log_head has no row.");
        var head = reader.GetInt64(0);
        await reader.NextResultAsync().ConfigureAwait(false);
        while (await reader.ReadAsync().ConfigureAwait(false))
            batch.MarkKnown((int)reader.GetInt64(0), reader.GetInt64(1));
        await reader.NextResultAsync().ConfigureAwait(false);
        await reader.ReadAsync().ConfigureAwait(false);
        return (head, reader.GetInt32(0) == 1);
    }

    // No ON CONFLICT: under the lock nobody else inserts, and a row that was left out in silence would be a hole.
    private static async Task InsertAsync(
        NpgsqlConnection connection, PostgresStaging staging, StagedBatch batch, long head, long newHead)
    {
        var insert = new NpgsqlBatchCommand(
            $"INSERT INTO interactions ({InteractionRows.Columns}) "
            + $"SELECT @old_head + row_number() OVER (ORDER BY s.ordinal), {PostgresStaging.Columns} "
            + $"FROM {staging.From} WHERE s.ordinal <> ALL(@known) ORDER BY s.ordinal");
        insert.Parameters.AddRange(staging.Parameters().ToArray());
        insert.Parameters.Add(new NpgsqlParameter<long>("old_head", head));
        insert.Parameters.Add(new NpgsqlParameter<long[]>("known", [.. batch.Known.Select(ordinal => (long)ordinal)]));
        var move = new NpgsqlBatchCommand(MoveHead) { Parameters = { new NpgsqlParameter<long>("head", newHead) } };
        var notify = new NpgsqlBatchCommand(PostgresChangeSignal.Notify);
        var statements = new NpgsqlBatch(connection) { BatchCommands = { insert, move, notify } };
        await using var statementsScope = statements.ConfigureAwait(false);
        await statements.ExecuteNonQueryAsync().ConfigureAwait(false);
        if ((long)insert.Rows != newHead - head)
            throw new InvalidOperationException(
                $"{newHead - head} interactions were to be inserted after position {head}, and {insert.Rows} were.");
    }
}
