using Ayni.Data.Mart.Cleaning;
using Ayni.Data.Mart.Files;
using Ayni.Data.Mart.Tables;
using Ayni.Data.Mart.Versions;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using CsCheck;
using static Ayni.Trainer.Tests.Marts.MartShop;

namespace Ayni.Trainer.Tests.Marts;

public class MartMakerTests
{
    [Fact]
    public Task MakeAsync_AnyLogUncleaned_HoldsEveryInteractionOnce() => RandomLog.Gen.SampleAsync(
        async log =>
        {
            await using var shop = await OpenAsync();
            await shop.AppendAsync(log);

            var manifest = await shop.MakeAsync("mart");

            Assert.Equal((log.Length, log.Length, 0L), (manifest.RowsRead, manifest.RowsKept, manifest.RowsDropped));
            var read = await EventsAsync(shop, manifest, MartTables.Interactions);
            var queries = await EventsAsync(shop, manifest, MartTables.Searches);
            var ratings = await EventsAsync(shop, manifest, MartTables.Reviews);
            Assert.Equal(Texts(log, row => row.ProductId is not null), Texts(read, hasQueries: false));
            Assert.Equal(
                Texts(log, row => row.Type == InteractionType.Search, hasQueries: true),
                Texts(queries, hasQueries: true));
            Assert.Equal(
                log.Where(row => row.Type == InteractionType.Rating || row.ReviewText is not null)
                    .Select(row => (row.EventId, row.ReviewText, row.Type == InteractionType.Rating ? row.Score : null))
                    .Order(),
                ratings.Select(row => (row.EventId, row.ReviewText, row.Stars)).Order());
            Assert.All(manifest.Files.Where(file => file.Table() == MartTables.Reviews.Name), AssertFileIsSmall);
        },
        iter: 25);

    [Fact]
    public Task MakeAsync_AnyLogCleaned_ReadIsKeptAndDropped() => RandomLog.Gen.SampleAsync(
        async log =>
        {
            await using var shop = await OpenAsync();
            await shop.Stores.Catalog.UpsertAsync([Product("p1"), Product("p2", null), Product("p3")]);
            await shop.AppendAsync(log);
            var steps = CleaningSteps.Default with { Bots = new BotStep { MaxEventsPerDay = 3 } };

            var manifest = await shop.MakeAsync("mart", steps);
            var again = await shop.MakeAsync("again", steps);

            var dropped = manifest.Rules.Where(rule => rule.Action == RuleAction.Drop).Sum(rule => rule.Rows);
            Assert.Equal(log.Length, manifest.RowsRead);
            Assert.Equal(manifest.RowsRead, manifest.RowsKept + manifest.RowsDropped);
            Assert.Equal(dropped, manifest.RowsDropped);
            Assert.Equal(manifest.ContentHash, again.ContentHash);
            Assert.Equal(manifest.Files, again.Files);
            Assert.Empty(await MartVerifier.VerifyAsync(shop.Path("mart")));
        },
        iter: 25);

    [Fact]
    public async Task MakeAsync_AsOfAPosition_IsWhatItWasThen()
    {
        await using var shop = await OpenAsync();
        var position = await shop.AppendAsync(
            Event("1", "ana", "p1", InteractionType.View), Event("2", "ben", "p2", InteractionType.Cart));
        var then = await shop.MakeAsync("then");
        await shop.AppendAsync(Event("3", "ana", "p1", InteractionType.Purchase, minutes: 5));

        var now = await shop.MakeAsync("now");
        var again = await shop.MakeAsync("again", asOf: position);

        Assert.Equal(then.ContentHash, again.ContentHash);
        Assert.NotEqual(then.ContentHash, now.ContentHash);
        Assert.Equal((2, 3), (again.RowsRead, now.RowsRead));
        var error = await Assert.ThrowsAsync<AyniException>(() => shop.MakeAsync("beyond", asOf: 9));
        Assert.Contains("Position 9 is not in the log", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MakeAsync_AnOrderOverMidnight_IsOneOrderInTheMonthItBegan()
    {
        await using var shop = await OpenAsync();
        var order = Event("1", "ana", "p1", InteractionType.Purchase, minutes: 2_159, score: 3) with { OrderId = "o" };
        await shop.AppendAsync(
            order,
            order with { EventId = "2", ProductId = "p2", Score = null, Timestamp = order.Timestamp.AddMinutes(2) },
            order with { EventId = "3", UserId = "ben" });

        var manifest = await shop.MakeAsync("mart");

        var orders = new List<MartOrder>();
        foreach (var file in manifest.Files.Where(file => file.Table() == "orders"))
        {
            Assert.Equal("orders/year=2026/month=01/part-0000.parquet", file.Path);
            await foreach (var row in MartTables.Orders.ReadAsync(MartFiles.FullPath(shop.Path("mart"), file.Path)))
                orders.Add(row);
        }

        Assert.Equal(
            ["ana o 2 4 p1,p2", "ben o 1 3 p1"],
            orders.Select(row => $"{row.UserId} {row.OrderId} {row.Lines} {row.Quantity} "
                + string.Join(',', row.ProductIds)).Order(StringComparer.Ordinal));
        Assert.Contains(manifest.Files, file => file.Folder() == "user_item_interactions/year=2026/month=02");
    }

    [Fact]
    public async Task MakeAsync_IntoAFolderThatIsTaken_RefusesAndLeavesIt()
    {
        await using var shop = await OpenAsync();
        await shop.AppendAsync(Event("1", "ana", "p1", InteractionType.View));
        Directory.CreateDirectory(shop.Path("mart"));
        var first = await shop.MakeAsync("mart");

        var error = await Assert.ThrowsAsync<AyniException>(() => shop.MakeAsync("mart"));

        Assert.Contains("never written over", error.Message, StringComparison.Ordinal);
        Assert.Equal(first.ContentHash, MartManifest.Load(shop.Path("mart")).ContentHash);
        Assert.False(Directory.Exists(shop.Path("mart.partial")));
    }

    [Fact]
    public async Task MakeAsync_CancelledOnTheWay_LeavesNothing()
    {
        await using var shop = await OpenAsync();
        await shop.AppendAsync(Event("1", "ana", "p1", InteractionType.View));
        using var stopped = new CancellationTokenSource();
        var maker = new Data.Mart.MartMaker(shop.Stores.Log, shop.Stores.Catalog, shop.Stores.Consents);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => maker.MakeAsync(
            shop.Path("mart"),
            new Data.Mart.MartOptions { ProgramVersion = "1", MadeAt = Start },
            new StopAt("Log", stopped),
            stopped.Token));

        Assert.False(Directory.Exists(shop.Path("mart")));
        Assert.False(Directory.Exists(shop.Path("mart.partial")));
    }

    private static void AssertFileIsSmall(MartFile file) => Assert.InRange(file.Rows, 1, SmallLayout.RowsPerFile);

    private static async Task<List<MartEvent>> EventsAsync(
        MartShop shop, MartManifest manifest, MartTable<MartEvent> table)
    {
        var rows = new List<MartEvent>();
        foreach (var file in manifest.Files.Where(file => file.Table() == table.Name))
        {
            var before = rows.Count;
            await foreach (var row in table.ReadAsync(MartFiles.FullPath(shop.Path("mart"), file.Path)))
                rows.Add(row);
            Assert.Equal(file.Rows, rows.Count - before);
            Assert.All(rows[before..], row => Assert.Contains(
                $"/{MartLayout.FolderOf(row.Timestamp)}/", file.Path, StringComparison.Ordinal));
        }

        return rows;
    }

    private static IEnumerable<string> Texts(
        IEnumerable<Interaction> log, Func<Interaction, bool> isIn, bool hasQueries = false) => Texts(
        log.Select((row, index) => MartEvent.Of(new LoggedInteraction(index + 1, row)))
            .Zip(log).Where(pair => isIn(pair.Second)).Select(pair => pair.First),
        hasQueries);

    // Of a search its table has no order and no score, of the others no query.
    private static IEnumerable<string> Texts(IEnumerable<MartEvent> rows, bool hasQueries) => rows
        .Select(row => string.Join('|',
            row.Position, row.EventId, row.UserId, row.ProductId, row.Type, row.Score, row.Timestamp.Ticks,
            row.Timestamp.Kind, row.DurationSeconds, row.OrderId, hasQueries ? row.Query : ""))
        .Order(StringComparer.Ordinal);

    private sealed class StopAt(string step, CancellationTokenSource source) : IProgress<Data.Mart.MartProgress>
    {
        public void Report(Data.Mart.MartProgress value)
        {
            if (value.Step == step)
                source.Cancel();
        }
    }
}
