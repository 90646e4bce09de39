using Ayni.Domain.Interactions;
using Ayni.Features.Histories;
using Ayni.Features.Offline;
using Ayni.Storage;

namespace Ayni.Trainer.Tests.Featuring;

/// <summary>Features out of a log that is read as it is asked for, beside those of the same log in memory.</summary>
[Collection(PostgresDatabase.Collection)]
public sealed class StoredLogTests
{
    // Some pages, of which rows come late by minutes and by months.
    private const int Rows = 20_000;
    private const int Users = 40;
    private const int Products = 12;

    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly FeatureCatalogue Catalogue = new(
        new Dictionary<string, ProductFacts>(StringComparer.Ordinal)
        {
            ["p1"] = new(40m, 50m, "PEN", "Home > Lamps", "Inti", Start),
            ["unmet"] = new(7m, null, "PEN", "Home > Lamps", null, Start),
        });

    [Fact]
    public async Task Rows_OnSqlite_AreThoseOfTheLogInMemory()
    {
        using var workspace = new Workspace();
        await RequireSameAsync(new StorageOptions { DataDirectory = workspace.Data });
    }

    [SkippableFact]
    public Task Rows_OnPostgres_AreThoseOfTheLogInMemory() => PostgresDatabase.UseAsync(
        connection => RequireSameAsync(new StorageOptions { PostgresConnectionString = connection }));

    [Fact]
    public async Task ByTimeAsync_ShopperErasedMeanwhile_GivesTheOthersInOrder()
    {
        using var workspace = new Workspace();
        await using var stores = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = workspace.Data }, TimeProvider.System);
        await FillAsync(stores.Log);
        var log = await StoredLog.OpenAsync(stores.Log, null, null, CancellationToken.None);
        var before = await log.ByTimeAsync().ToListAsync();

        await stores.Log.EraseUserAsync("u07");

        Assert.Equal(
            before.Where(logged => logged.Interaction.UserId != "u07").Select(logged => logged.Position),
            await log.ByTimeAsync().Select(logged => logged.Position).ToListAsync());
    }

    [Fact]
    public async Task OpenAsync_Empty_HasNothing()
    {
        using var workspace = new Workspace();
        await using var stores = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = workspace.Data }, TimeProvider.System);

        var log = await StoredLog.OpenAsync(stores.Log, null, null, CancellationToken.None);

        Assert.Equal((0L, 0L, null), (log.Head, log.Count, log.Newest));
        Assert.Empty(await log.ByTimeAsync().ToListAsync());
    }

    private static async Task RequireSameAsync(StorageOptions storage)
    {
        await using var stores = await AyniStorage.OpenAsync(storage, TimeProvider.System);
        await FillAsync(stores.Log);
        var since = Start.AddDays(100);
        var stored = await StoredLog.OpenAsync(stores.Log, since, null, CancellationToken.None);

        // What comes afterwards is not read.
        await stores.Log.AppendAsync([Of(Rows, InteractionType.Purchase, Start)]);
        var memory = new FeatureLog(
            (await stores.Log.ReadAsync(0, Rows)).Where(logged => logged.Position <= stored.Head),
            Catalogue.CatalogueIds.ToDictionary(id => id, id => Catalogue.FactsOf(id)!));
        var instant = Start.AddDays(300);

        Assert.Equal(memory.ByTime.Count, stored.Count);
        Assert.Equal(memory.ByTime.Count(logged => logged.Interaction.Timestamp >= since), stored.CountSince);
        Assert.Equal(memory.ByTime[^1].Interaction.Timestamp, stored.Newest);
        Assert.Equal(memory.ByTime, await stored.ByTimeAsync().ToListAsync());
        Assert.Equal(memory.ByPosition, await stored.ByPositionAsync().ToListAsync());
        var rows = await EventFeatures.OfAsync(Catalogue, stored.ByTimeAsync()).ToListAsync();
        foreach (var (expected, row) in EventFeatures.Of(memory).Zip(rows))
            Assert.True(expected.Values.AsSpan().SequenceEqual(row.Values), $"Position {row.Logged.Position}");
        RequireSame(
            SnapshotFeatures.OfUsers(memory, instant),
            await SnapshotFeatures.OfUsersAsync(Catalogue, stored, instant).ToListAsync());
        RequireSame(
            SnapshotFeatures.OfProducts(memory, instant),
            await SnapshotFeatures.OfProductsAsync(Catalogue, stored, instant).ToListAsync());
        await RequireLeakFoundAsync(stored, rows);
    }

    private static async Task RequireLeakFoundAsync(StoredLog stored, List<EventRow> rows)
    {
        EventRow[] some = [.. rows.Where((_, index) => index % 2_000 == 1_999)];
        EventRow late = some[^1] with { Values = [.. some[0].Values] };

        Assert.Empty(await LeakCheck.FindInRowsAsync(some, Catalogue, stored).ToListAsync());
        Assert.NotEmpty(await LeakCheck.FindInRowsAsync([late], Catalogue, stored).ToListAsync());
    }

    private static void RequireSame(IEnumerable<EntityRow> expected, List<EntityRow> given)
    {
        var all = expected.ToList();
        Assert.Equal(all.Select(row => row.Id), given.Select(row => row.Id));
        foreach (var (one, other) in all.Zip(given))
            Assert.True(one.Values.AsSpan().SequenceEqual(other.Values), one.Id);
    }

    private static Task<BulkAppendResult> FillAsync(IInteractionLog log) =>
        log.AppendBulkAsync(Enumerable.Range(0, Rows).Select(Sample).ToAsyncEnumerable());

    private static Interaction Sample(int number)
    {
        var random = new Random(number);
        // Some share their instant.
        var minutes = number / 3 * 90;
        var late = random.Next(200) == 0 ? random.Next(minutes + 1) : random.Next(6) == 0 ? Math.Min(minutes, 20) : 0;
        var type = (InteractionType)(1 + random.Next(5));
        return Of(number, type, Start.AddMinutes(minutes - late));
    }

    private static Interaction Of(int number, InteractionType type, DateTimeOffset time)
    {
        var random = new Random(-number);
        var hasProduct = type != InteractionType.Search || random.Next(2) == 0;
        return new Interaction
        {
            EventId = $"e{number}",
            UserId = $"u{random.Next(Users):D2}",
            ProductId = hasProduct ? $"p{random.Next(Products)}" : null,
            Type = type,
            Timestamp = time,
            Score = type == InteractionType.Rating ? 1 + random.Next(5) : null,
            Query = type == InteractionType.Search ? "lamp" : null,
            OrderId = type == InteractionType.Purchase && random.Next(2) == 0 ? $"o{number / 5}" : null,
        };
    }
}
