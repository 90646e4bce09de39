using Ayni.Domain.Interactions;
using Npgsql;
using Xunit.Abstractions;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Interactions;

/// <summary>
/// Readers by position see every committed row once and in order, whatever writers do: transactions held open for
/// random times, rolled back, and killed, beside the log's own writer.
/// </summary>
public sealed class PostgresPositionReaderTests(PostgresFixture fixture, ITestOutputHelper output)
    : IClassFixture<PostgresFixture>
{
    private const int Seeds = 200;
    private const int LongSeeds = 10_000;
    private const int Writers = 3;
    private const int Transactions = 2;
    private const int Readers = 3;
    private const int MaxHeldMs = 4;

    private const string TakePositions =
        """
        SELECT position FROM ayni.log_head FOR UPDATE;
        INSERT INTO ayni.interactions (position, event_id, user_id, product_id, type, timestamp_ms)
            SELECT position + n, @prefix || n, 'raw', 'p', 1, 0
            FROM ayni.log_head, generate_series(1, @count) AS n;
        UPDATE ayni.log_head SET position = position + @count;
        """;

    private const string Serial =
        "CREATE TABLE IF NOT EXISTS serial_log (position bigserial PRIMARY KEY, event_id text NOT NULL)";

    [SkippableFact]
    public Task ReadAsync_WritersThatCommitLateOrNever_SeesEveryCommittedRowOnceInOrder() => RunAsync(1, Seeds);

    [SkippableFact, Trait("Length", "Long")]
    public Task ReadAsync_WritersThatCommitLateOrNever_OverManySeeds()
    {
        Skip.If(
            Environment.GetEnvironmentVariable("AYNI_CLUSTER_LONG") != "1",
            "The long form runs where AYNI_CLUSTER_LONG is 1.");
        return RunAsync(Seeds + 1, LongSeeds);
    }

    /// <summary>The same readers do find the fault that the log's lock is there for.</summary>
    [SkippableFact]
    public async Task Readers_OfNumbersGivenBeforeTheCommit_AreFoundToSkip()
    {
        await using var source = NpgsqlDataSource.Create(fixture.Options.PostgresConnectionString!);
        await ExecuteAsync(source, Serial);
        var skipping = 0;
        for (var seed = 1; skipping == 0; seed++)
        {
            Assert.True(seed <= LongSeeds, "No reader skipped a late commit: the readers find nothing.");
            var random = new Random(seed);
            var start = await ScalarAsync(source, "SELECT coalesce(max(position), 0) FROM serial_log");
            var readers = new PositionReaders((after, limit) => ReadSerialAsync(source, after, limit));
            readers.Start(Readers, start, random);
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteLateAsync(
                source, $"INSERT INTO serial_log (event_id) SELECT @prefix || n FROM generate_series(1, @count) AS n",
                $"{seed}-{writer}-", new Random(HashCode.Combine(seed, writer)))));
            var written = await ReadSerialAsync(source, start, int.MaxValue);
            var seen = await readers.EndAsync();
            skipping += seen.Count(rows => rows.Count < written.Count);
        }
    }

    [SkippableFact]
    public async Task AppendAsync_DatabaseThatIsSlow_LosesAndReordersNothing()
    {
        const int writers = 16, calls = 12;
        AyniStorage[] storages = [await fixture.OpenAsync(), await fixture.OpenAsync()];
        await using var source = NpgsqlDataSource.Create(fixture.Options.PostgresConnectionString!);
        await ExecuteAsync(
            source,
            """
            CREATE OR REPLACE FUNCTION ayni.be_slow() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_sleep(0.05 * random()); RETURN NULL; END';
            CREATE TRIGGER be_slow AFTER INSERT ON ayni.interactions FOR EACH STATEMENT EXECUTE FUNCTION ayni.be_slow();
            """);
        try
        {
            var start = await storages[0].Log.GetHeadAsync();
            var readers = new PositionReaders((after, limit) => ReadLogAsync(storages[1].Log, after, limit));
            readers.Start(Readers, start, new Random(1));
            var acknowledged = await Task.WhenAll(Enumerable.Range(0, writers).Select(async writer =>
            {
                var results = new List<AppendResult>();
                for (var call = 0; call < calls; call++)
                    results.AddRange(await storages[writer % 2].Log.AppendAsync(Views($"slow-{writer}-{call}-", 3)));
                return results;
            }));

            var head = await storages[0].Log.GetHeadAsync();
            var seen = await readers.EndAsync();

            Assert.Equal(start + (writers * calls * 3), head);
            Assert.All(acknowledged, results => Assert.Equal(
                results.Select(result => result.Position), results.Select(result => result.Position).Order()));
            var expected = acknowledged.SelectMany(results => results).OrderBy(result => result.Position)
                .Select(result => (result.Position, result.EventId));
            Assert.All(seen, rows => Assert.Equal(expected, rows));
        }
        finally
        {
            await ExecuteAsync(source, "DROP TRIGGER be_slow ON ayni.interactions; DROP FUNCTION ayni.be_slow()");
        }
    }

    private async Task RunAsync(int first, int last)
    {
        AyniStorage[] storages = [await fixture.OpenAsync(), await fixture.OpenAsync()];
        await using var source = NpgsqlDataSource.Create(fixture.Options.PostgresConnectionString!);
        var (committed, rolledBack) = (0L, 0);
        for (var seed = first; seed <= last; seed++)
        {
            try
            {
                var (rows, undone) = await TrySeedAsync(storages, source, seed);
                (committed, rolledBack) = (committed + rows, rolledBack + undone);
            }
            catch (Exception exception) when (exception is not SkipException)
            {
                Assert.Fail($"Seed {seed} (run it alone: RunAsync({seed}, {seed})): {exception}");
            }
        }

        output.WriteLine(
            $"{last - first + 1} seeds: {committed} rows committed, {rolledBack} transactions rolled back or killed, "
            + $"{Readers} readers each; every row seen once, in order.");
        Assert.True(rolledBack > 0 || last == first);
    }

    private static async Task<(long Committed, int Undone)> TrySeedAsync(
        AyniStorage[] storages, NpgsqlDataSource source, int seed)
    {
        var random = new Random(seed);
        var start = await storages[0].Log.GetHeadAsync();
        var readers = new PositionReaders((after, limit) => ReadLogAsync(storages[1].Log, after, limit));
        readers.Start(Readers, start, random);
        var raw = Enumerable.Range(0, Writers).Select(writer => WriteLateAsync(
            source, TakePositions, $"raw-{seed}-{writer}-", new Random(HashCode.Combine(seed, writer)))).ToList();
        var own = Enumerable.Range(0, Writers).Select(writer => AppendAsync(
            storages[writer % 2].Log, $"own-{seed}-{writer}-", new Random(HashCode.Combine(seed, writer, 7)))).ToList();
        var outcomes = await Task.WhenAll(raw);
        var appended = (await Task.WhenAll(own)).SelectMany(results => results).ToList();
        var head = await storages[0].Log.GetHeadAsync();
        var seen = await readers.EndAsync();

        var expected = await ReadLogAsync(storages[0].Log, start, int.MaxValue);
        Assert.Equal(
            Enumerable.Range(1, (int)(head - start)).Select(n => start + n), expected.Select(row => row.Position));
        Assert.Equal(outcomes.Sum(outcome => outcome.Rows) + appended.Count, expected.Count);
        Assert.All(appended, result => Assert.Equal(
            result.EventId, expected[(int)(result.Position - start - 1)].EventId));
        Assert.All(seen, rows => Assert.Equal(expected, rows));
        return (head - start, outcomes.Sum(outcome => outcome.Undone));
    }

    /// <summary>Transactions that are held open; some are rolled back, of some the connection is killed.</summary>
    private static async Task<(int Rows, int Undone)> WriteLateAsync(
        NpgsqlDataSource source, string sql, string prefix, Random random)
    {
        var (rows, undone) = (0, 0);
        for (var number = 0; number < Transactions; number++)
        {
            var count = 1 + random.Next(3);
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var insert = new NpgsqlCommand(sql, connection))
            {
                insert.Parameters.AddWithValue("prefix", $"{prefix}{number}-");
                insert.Parameters.AddWithValue("count", count);
                await insert.ExecuteNonQueryAsync();
            }

            await Task.Delay(
                TimeSpan.FromMilliseconds(random.Next(MaxHeldMs)), TimeProvider.System, CancellationToken.None);
            switch (random.Next(8))
            {
                case 0:
                    await transaction.RollbackAsync();
                    undone++;
                    break;
                case 1:
                    await KillAsync(source, connection);
                    undone++;
                    break;
                default:
                    await transaction.CommitAsync();
                    rows += count;
                    break;
            }
        }

        return (rows, undone);
    }

    private static async Task KillAsync(NpgsqlDataSource source, NpgsqlConnection connection)
    {
        await using (var kill = source.CreateCommand("SELECT pg_terminate_backend($1, 5000)"))
        {
            kill.Parameters.AddWithValue(connection.ProcessID);
            Assert.Equal(true, await kill.ExecuteScalarAsync());
        }

        await using var after = new NpgsqlCommand("SELECT 1", connection);
        await Assert.ThrowsAnyAsync<NpgsqlException>(after.ExecuteScalarAsync);
    }

    private static async Task<List<AppendResult>> AppendAsync(IInteractionLog log, string prefix, Random random)
    {
        var results = new List<AppendResult>();
        for (var call = 0; call < Transactions; call++)
        {
            await Task.Delay(
                TimeSpan.FromMilliseconds(random.Next(MaxHeldMs)), TimeProvider.System, CancellationToken.None);
            results.AddRange(await log.AppendAsync(Views($"{prefix}{call}-", 1 + random.Next(4))));
        }

        return results;
    }

    private static async Task<IReadOnlyList<(long Position, string EventId)>> ReadLogAsync(
        IInteractionLog log, long after, int limit) =>
        [.. (await log.ReadAsync(after, limit)).Select(row => (row.Position, row.Interaction.EventId))];

    private static async Task<IReadOnlyList<(long Position, string EventId)>> ReadSerialAsync(
        NpgsqlDataSource source, long after, int limit)
    {
        await using var command = source.CreateCommand(
            "SELECT position, event_id FROM serial_log WHERE position > $1 ORDER BY position LIMIT $2");
        command.Parameters.AddWithValue(after);
        command.Parameters.AddWithValue(limit);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(long, string)>();
        while (await reader.ReadAsync())
            rows.Add((reader.GetInt64(0), reader.GetString(1)));
        return rows;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
