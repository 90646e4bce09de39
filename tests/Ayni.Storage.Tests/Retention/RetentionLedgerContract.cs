using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;
using Ayni.Storage.Postgres;
using Ayni.Storage.Retention;
using Ayni.Storage.Sqlite;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Retention;

/// <summary>
/// A ledger of random interactions over runs of random batches that die at random moments, beside appends: what is
/// young enough or of another type is there, each at its position; what is old enough is gone; the report counts each
/// deleted one once.
/// </summary>
/// <param name="fixture">The test's own.</param>
public abstract class RetentionLedgerContract(StorageFixture fixture) : IAsyncLifetime
{
    private const int Rounds = 12;
    private const int Holders = 2;

    private static readonly string[] Types = ["view", "search", "purchase", "cart", "swipe", "zoom"];

    public Task InitializeAsync() => fixture.InitializeAsync();

    public Task DisposeAsync() => fixture.DisposeAsync();

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task DeleteAsync_DyingAtAnyMoment_LosesNothingElseAndCountsEachOnce(int seed)
    {
        var random = new Random(seed);
        var stores = await fixture.OpenAsync();
        var database = new FailingDatabase(stores.Database);
        var retention = new RetentionStore(database, HashSqlOf(stores.Database));
        var kept = new Dictionary<long, (string EventId, string Type, DateTimeOffset Time)>();
        var deleted = Types.ToDictionary(type => type, _ => 0L);
        var deaths = 0;

        for (var round = 0; round < Rounds; round++)
        {
            var now = Noon.AddDays(round);
            await AppendAsync(stores, kept, random, $"{seed}-{round}", now);
            var days = Types.ToDictionary(type => type, _ => random.Next(5, 30));
            foreach (var (type, age) in days.OrderBy(_ => random.Next()).Take(4))
            {
                var before = RetentionRules.BeforeOf(age, now);
                var order = new RetentionOrder(RetainedType.Of(type), age, before, now);
                var beside = stores.Log.AppendAsync([Make($"{seed}-{round}-{type}", type, now)]);
                deaths += await RunAsync(database, retention, order, random);
                kept.Add((await beside)[0].Position, ($"{seed}-{round}-{type}", type, now));
                foreach (var gone in kept.Where(row => row.Value.Type == type && row.Value.Time < before).ToList())
                {
                    kept.Remove(gone.Key);
                    deleted[type]++;
                }
            }

            await AssertLedgerAsync(stores, kept);
        }

        var reports = (await stores.Retention.ReadAsync()).ToDictionary(report => report.Type);
        Assert.All(
            deleted.Where(type => type.Value > 0),
            type => Assert.Equal(type.Value, reports[type.Key].DeletedInAll));
        Assert.True(deaths > Rounds, $"{deaths} deaths are too few to show anything.");
        Assert.True(deleted.Values.Sum() > kept.Count / 4, "Next to nothing was deleted.");
    }

    // As one process after another would: each may die in any write, and the next one claims what it left.
    private static async Task<int> RunAsync(
        FailingDatabase database, RetentionStore retention, RetentionOrder order, Random random)
    {
        var (deaths, now) = (0, order.BegunAt);
        while (true)
        {
            var claim = new RetentionClaim($"holder-{random.Next(Holders)}", now, TimeSpan.FromMinutes(1));
            try
            {
                database.Next = Die(random);
                if (await retention.ClaimAsync(claim) is { } until)
                {
                    now = until;
                    continue;
                }

                RetentionBatch? batch = null;
                while (batch is not { IsLast: true })
                {
                    database.Next = Die(random);
                    batch = await retention.DeleteAsync(claim, order, batch?.Newest, random.Next(1, 40));
                }

                await retention.ReleaseAsync(claim.Holder);
                return deaths;
            }
            catch (DeathException)
            {
                deaths++;
            }
        }
    }

    private static FailingDatabase.Moment Die(Random random) => random.Next(4) switch
    {
        0 => (FailingDatabase.Moment)random.Next(1, 4),
        _ => FailingDatabase.Moment.Never,
    };

    private static async Task AssertLedgerAsync(
        AyniStorage stores, Dictionary<long, (string EventId, string Type, DateTimeOffset Time)> kept)
    {
        var rows = (await stores.Log.ReadAsync(0, int.MaxValue))
            .Select(row => (row.Position, row.Interaction.EventId));
        Assert.Equal(kept.OrderBy(row => row.Key).Select(row => (row.Key, row.Value.EventId)), rows);
    }

    private static async Task AppendAsync(
        AyniStorage stores,
        Dictionary<long, (string EventId, string Type, DateTimeOffset Time)> kept,
        Random random,
        string prefix,
        DateTimeOffset now)
    {
        var rows = Enumerable.Range(0, 200).Select(i => Make(
            $"{prefix}-{i}",
            Types[random.Next(Types.Length)],
            now.AddMilliseconds(-random.NextInt64((long)TimeSpan.FromDays(40).TotalMilliseconds)))).ToList();
        var results = await stores.Log.AppendAsync(rows);
        for (var i = 0; i < rows.Count; i++)
        {
            kept.Add(
                results[i].Position,
                (rows[i].EventId, InteractionTypeNames.Of(rows[i]), rows[i].Timestamp));
        }
    }

    private static Interaction Make(string eventId, string type, DateTimeOffset time)
    {
        var retained = RetainedType.Of(type);
        var isSearch = retained.Type == InteractionType.Search;
        return View(eventId, $"u{eventId.Length % 3}", isSearch ? null : "p1") with
        {
            Type = retained.Type,
            CustomType = retained.CustomType,
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()),
        };
    }

    private static string HashSqlOf(IStorageDatabase database) => database switch
    {
        SqliteDatabase sqlite => new SqliteInteractionWriter(sqlite).EventHashSql,
        _ => new PostgresInteractionWriter((PostgresDatabase)database).EventHashSql,
    };
}
