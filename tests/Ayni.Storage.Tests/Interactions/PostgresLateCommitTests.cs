using Ayni.Domain.Interactions;
using Npgsql;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Interactions;

/// <summary>A transaction that took its positions first and commits last must not be skipped by a reader.</summary>
public sealed class PostgresLateCommitTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    private const string InsertLate =
        """
        SELECT position FROM ayni.log_head FOR UPDATE;
        INSERT INTO ayni.interactions (position, event_id, user_id, type, timestamp_ms)
            SELECT position + 1, 'late', 'u', 1, 0 FROM ayni.log_head;
        UPDATE ayni.log_head SET position = position + 1;
        """;

    /// <summary>Of this database alone: other tests wait for locks on the same server.</summary>
    private const string Waiting =
        "FROM pg_stat_activity WHERE datname = current_database() "
        + "AND pid IN (SELECT pid FROM pg_locks WHERE NOT granted)";

    private const string CountWaiting = $"SELECT count(*) {Waiting}";
    private const string EndWaiting = $"SELECT count(pg_terminate_backend(pid)) {Waiting}";

    [SkippableFact]
    public async Task AppendAsync_BehindAnOpenTransaction_WaitsAndReadersSeeNeitherUntilBothAreThere()
    {
        var log = (await fixture.OpenAsync()).Log;
        var head = (await log.AppendAsync([View("before")]))[0].Position;
        await using var source = NpgsqlDataSource.Create(fixture.Options.PostgresConnectionString!);
        await using var late = await source.OpenConnectionAsync();
        await using var transaction = await late.BeginTransactionAsync();
        await using (var insert = new NpgsqlCommand(InsertLate, late))
            await insert.ExecuteNonQueryAsync();

        var append = log.AppendAsync([View("after")]);
        while (await ScalarAsync(source, CountWaiting) == 0)
            Assert.False(append.IsCompleted);

        Assert.Equal(head, await log.GetHeadAsync());
        Assert.Empty(await log.ReadAsync(head, 10));
        await transaction.CommitAsync();
        Assert.Equal(head + 2, (await append)[0].Position);
        var read = await log.ReadAsync(head, 10);
        Assert.Equal(["late", "after"], read.Select(row => row.Interaction.EventId));
    }

    [SkippableFact]
    public async Task AppendAsync_BehindATransactionThatRollsBack_TakesItsPosition()
    {
        var log = (await fixture.OpenAsync()).Log;
        var head = (await log.AppendAsync([View("before-rollback")]))[0].Position;
        await using var source = NpgsqlDataSource.Create(fixture.Options.PostgresConnectionString!);
        await using var late = await source.OpenConnectionAsync();
        await using var transaction = await late.BeginTransactionAsync();
        await using (var insert = new NpgsqlCommand(InsertLate.Replace("'late'", "'gone'"), late))
            await insert.ExecuteNonQueryAsync();

        var append = log.AppendAsync([View("instead")]);
        while (await ScalarAsync(source, CountWaiting) == 0)
            Assert.False(append.IsCompleted);
        await transaction.RollbackAsync();

        Assert.Equal(head + 1, (await append)[0].Position);
    }

    [SkippableFact]
    public async Task AppendAsync_ConnectionLostBeforeTheCommit_ThrowsAndCanBeSentAgain()
    {
        var log = (await fixture.OpenAsync()).Log;
        var head = (await log.AppendAsync([View("before-loss")]))[0].Position;
        await using var source = NpgsqlDataSource.Create(fixture.Options.PostgresConnectionString!);
        await using var late = await source.OpenConnectionAsync();
        await using var transaction = await late.BeginTransactionAsync();
        await using (var insert = new NpgsqlCommand(InsertLate.Replace("'late'", "'held'"), late))
            await insert.ExecuteNonQueryAsync();
        var append = log.AppendAsync([View("resent")]);
        while (await ScalarAsync(source, CountWaiting) == 0)
            Assert.False(append.IsCompleted);

        await ScalarAsync(source, EndWaiting);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => append);
        await transaction.RollbackAsync();

        Assert.Equal(new AppendResult("resent", head + 1, false), (await log.AppendAsync([View("resent")]))[0]);
        Assert.Equal(head + 1, await log.GetHeadAsync());
    }

    private static async Task<long> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
