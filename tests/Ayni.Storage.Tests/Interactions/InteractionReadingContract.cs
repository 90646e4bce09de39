using Ayni.Domain.Interactions;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Interactions;

/// <summary>What <see cref="IInteractionLog"/> promises about reading, whichever database keeps it.</summary>
public abstract class InteractionReadingContract(StorageFixture fixture)
{
    [SkippableFact]
    public async Task ReadAsync_PageByPage_GivesEveryPositionOnce()
    {
        var log = (await fixture.OpenAsync()).Log;
        var after = (await log.AppendAsync(Views("page-", 10)))[0].Position - 1;

        var pages = new List<long>();
        while (await log.ReadAsync(after, 3) is { Count: > 0 } page)
        {
            pages.AddRange(page.Select(row => row.Position));
            after = page[^1].Position;
        }

        Assert.Equal(Enumerable.Range(0, 10).Select(i => pages[0] + i), pages);
    }

    [SkippableFact]
    public async Task ReadAsync_AtTheHead_IsEmpty()
    {
        var log = (await fixture.OpenAsync()).Log;

        Assert.Empty(await log.ReadAsync(await log.GetHeadAsync(), 10));
    }

    [SkippableFact]
    public async Task ReadNewestByUserAsync_MoreThanAsked_GivesTheNewestOldestFirst()
    {
        var log = (await fixture.OpenAsync()).Log;
        await log.AppendAsync(Views("mine-a-", 3, "newest-user"));
        await log.AppendAsync(Views("theirs-", 3, "newest-user2"));
        var last = await log.AppendAsync(Views("mine-b-", 2, "newest-user", productId: null));

        var newest = await log.ReadNewestByUserAsync("newest-user", 3);
        var later = await log.ReadNewestByUserAsync("newest-user", 3, last[0].Position);

        Assert.Equal(["mine-a-3", "mine-b-1", "mine-b-2"], newest.Select(row => row.Interaction.EventId));
        Assert.Equal(["mine-b-2"], later.Select(row => row.Interaction.EventId));
        Assert.Empty(await log.ReadNewestByUserAsync("nobody", 3));
    }

    [SkippableFact]
    public async Task ReadNewestByProductAsync_MoreThanAsked_GivesTheNewestOldestFirst()
    {
        var log = (await fixture.OpenAsync()).Log;
        var first = await log.AppendAsync(Views("of-product-", 4, "a", "newest-product"));
        await log.AppendAsync(Views("of-another-", 2, "a", "newest-product-2"));

        var newest = await log.ReadNewestByProductAsync("newest-product", 2);
        var later = await log.ReadNewestByProductAsync("newest-product", 9, first[1].Position);

        Assert.Equal(["of-product-3", "of-product-4"], newest.Select(row => row.Interaction.EventId));
        Assert.Equal(["of-product-3", "of-product-4"], later.Select(row => row.Interaction.EventId));
    }

    [SkippableFact]
    public async Task ReadByUserAsOfAsync_AwkwardIds_AreInTheOrderOfIdOrder()
    {
        var log = (await fixture.OpenAsync()).Log;
        string[] ids =
            ["as-of-Z", "as-of-a", "as-of-é", "as-of-z", "as-of-ａ", "as-of-🛒", "as-of-", "as-of-10", "as-of-9"];
        await log.AppendAsync([.. ids.Select(id => View($"event-{id}", id))]);

        var rows = await log.ReadByUserAsOfAsync(await log.GetHeadAsync(), 10).ToListAsync();

        var users = rows.Select(row => row.Interaction.UserId)
            .Where(id => id.StartsWith("as-of-", StringComparison.Ordinal));
        Assert.Equal(ids.Order(IdOrder.Comparer), users);
        Assert.NotEqual(ids.Order(StringComparer.Ordinal), users);
    }

    [SkippableFact]
    public async Task ReadByUserAsOfAsync_ManyPerUser_GivesTheNewestWithAProduct()
    {
        var log = (await fixture.OpenAsync()).Log;
        await log.AppendAsync(Views("many-a-", 3, "many-1"));
        await log.AppendAsync(Views("many-b-", 4, "many-2"));
        await log.AppendAsync(Views("many-c-", 2, "many-1", productId: null));
        await log.AppendAsync(Views("many-d-", 1, "many-1"));

        var rows = await log.ReadByUserAsOfAsync(await log.GetHeadAsync(), 2).ToListAsync();

        var ids = rows.Select(row => row.Interaction.EventId)
            .Where(id => id.StartsWith("many-", StringComparison.Ordinal));
        Assert.Equal(["many-a-3", "many-d-1", "many-b-3", "many-b-4"], ids);
    }

    [SkippableFact]
    public async Task ReadByUserAsOfAsync_AppendedMeanwhile_GivesTheSameRows()
    {
        var log = (await fixture.OpenAsync()).Log;
        await log.AppendAsync([.. Enumerable.Range(0, 9000).Select(i => View($"stable-{i}", $"stable-{i % 7}"))]);
        var asOf = await log.GetHeadAsync();
        var before = await log.ReadByUserAsOfAsync(asOf, 1000).ToListAsync();

        var during = new List<LoggedInteraction>();
        await foreach (var row in log.ReadByUserAsOfAsync(asOf, 1000))
        {
            if (during.Count % 1000 == 0)
                await log.AppendAsync([View($"meanwhile-{during.Count}", $"stable-{during.Count % 7}")]);
            during.Add(row);
        }

        Assert.Equal(before, during);
        Assert.Equal(before, await log.ReadByUserAsOfAsync(asOf, 1000).ToListAsync());
        Assert.True(await log.GetHeadAsync() > asOf);
    }

    [SkippableFact]
    public async Task ReadByUserAsOfAsync_StoppedEarly_LetsGoOfTheConnection()
    {
        var log = (await fixture.OpenAsync()).Log;
        await log.AppendAsync(Views("early-", 10));

        for (var i = 0; i < 200; i++)
            await foreach (var _ in log.ReadByUserAsOfAsync(await log.GetHeadAsync(), 10))
                break;

        Assert.NotEmpty(await log.ReadAsync(0, 1));
    }

    [SkippableFact]
    public async Task CountByProductAsOfAsync_SeveralTypes_CountsEach()
    {
        var log = (await fixture.OpenAsync()).Log;
        await log.AppendAsync(
        [
            View("count-1", "a", "count-p2"),
            View("count-2", "b", "count-p1") with { Timestamp = Noon.AddHours(2) },
            View("count-3", "a", "count-p1") with { Timestamp = Noon.AddHours(1) },
            View("count-4", "a", "count-p1") with { Type = InteractionType.Purchase },
            View("count-5", "a", productId: null),
        ]);
        var asOf = await log.GetHeadAsync();
        await log.AppendAsync([View("count-6", "a", "count-p1")]);

        var counts = await log.CountByProductAsOfAsync(asOf).ToListAsync();

        Assert.Equal(
            [
                new ProductInteractionCount("count-p1", InteractionType.View, 2, Noon.AddHours(2)),
                new ProductInteractionCount("count-p1", InteractionType.Purchase, 1, Noon),
                new ProductInteractionCount("count-p2", InteractionType.View, 1, Noon),
            ],
            counts.Where(count => count.ProductId.StartsWith("count-", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task CountByProductSinceAsync_Buckets_CountByTheirTimeNotTheirArrival()
    {
        var log = (await fixture.OpenAsync()).Log;
        await log.AppendAsync(
        [
            At("since-1", "since-p1", TimeSpan.FromMinutes(90)),
            At("since-2", "since-p1", TimeSpan.Zero),
            At("since-3", "since-p1", TimeSpan.FromMilliseconds(-1)),
            At("since-4", "since-p1", TimeSpan.FromMinutes(60)),
            At("since-5", "since-p1", TimeSpan.FromMinutes(60) - TimeSpan.FromMilliseconds(1)),
            At("since-6", "since-p1", TimeSpan.FromMinutes(61)) with { Type = InteractionType.Purchase },
            At("since-7", "since-p0", TimeSpan.FromDays(400)),
            At("since-8", null, TimeSpan.FromMinutes(1)),
        ]);
        var upTo = await log.GetHeadAsync();
        await log.AppendAsync([At("since-9", "since-p1", TimeSpan.FromMinutes(1))]);

        var counts = await log.CountByProductSinceAsync(Since, TimeSpan.FromHours(1), upTo).ToListAsync();

        Assert.Equal(
            [
                new("since-p0", InteractionType.View, Since.AddDays(400), 1),
                new("since-p1", InteractionType.View, Since, 2),
                new("since-p1", InteractionType.View, Since.AddHours(1), 2),
                new("since-p1", InteractionType.Purchase, Since.AddHours(1), 1),
            ],
            counts.Where(count => count.ProductId.StartsWith("since-", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task Counts_OfTheShopsOwnTypes_TellThemApart()
    {
        var log = (await fixture.OpenAsync()).Log;
        await log.AppendAsync(
        [
            Own("own-1", "quote"), Own("own-2", "call"), Own("own-3", "quote"),
            View("own-4", "a", "own-p") with { Type = InteractionType.Return },
        ]);
        var head = await log.GetHeadAsync();

        var counts = await log.CountByProductAsOfAsync(head).ToListAsync();
        var buckets = await log.CountByProductSinceAsync(Noon, TimeSpan.FromHours(1), head).ToListAsync();

        (InteractionType, string?, long)[] expected =
        [
            (InteractionType.Return, null, 1), (InteractionType.Custom, "call", 1),
            (InteractionType.Custom, "quote", 2),
        ];
        Assert.Equal(
            expected,
            counts.Where(count => count.ProductId == "own-p")
                .Select(count => (count.Type, count.CustomType, count.Count)));
        Assert.Equal(
            expected,
            buckets.Where(count => count.ProductId == "own-p")
                .Select(count => (count.Type, count.CustomType, count.Count)));

        static Interaction Own(string eventId, string type) =>
            View(eventId, "a", "own-p") with { Type = InteractionType.Custom, CustomType = type };
    }

    [SkippableFact]
    public async Task CountByProductSinceAsync_BeforeTheUnixEpoch_CountsToo()
    {
        var log = (await fixture.OpenAsync()).Log;
        var since = DateTimeOffset.UnixEpoch.AddDays(-2);
        await log.AppendAsync(
            [View("old-1", "a", "old-p") with { Timestamp = since.AddHours(36) }, View("old-2", "a", "old-p")]);

        var counts = await log.CountByProductSinceAsync(since, TimeSpan.FromDays(1), await log.GetHeadAsync())
            .ToListAsync();

        Assert.Equal(
            [(since.AddDays(1), 1L), (new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), 1L)],
            counts.Where(count => count.ProductId == "old-p").Select(count => (count.BucketStart, count.Count)));
    }

    [SkippableFact]
    public async Task CountByProductSinceAsync_ArgumentOutOfRange_IsRefused()
    {
        var log = (await fixture.OpenAsync()).Log;

        foreach (var ticks in new[] { 0, -1, TimeSpan.TicksPerMillisecond + 1 })
            Assert.Throws<ArgumentOutOfRangeException>(
                () => log.CountByProductSinceAsync(Since, TimeSpan.FromTicks(ticks), 1));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => log.CountByProductSinceAsync(Since, TimeSpan.FromHours(1), -1));
    }

    private static DateTimeOffset Since => Noon.AddYears(20);

    private static Interaction At(string eventId, string? productId, TimeSpan after) =>
        View(eventId, "a", productId) with { Timestamp = Since + after };
}
