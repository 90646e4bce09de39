using System.Globalization;
using Ayni.Domain.Consents;
using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Tests.Shops;
using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Training;

public sealed class LiveHitRateGrainTests
{
    private const int PerDay = 45;

    private static readonly TrainingOptions Options =
        TrainingShop.Options with { Positives = PositiveKind.Purchases, Blend = false };

    [Fact]
    public async Task Look_PurchasesThatStream_AreAskedOnceAndMostOfTheTasteAreFound()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        var run = await shop.TrainAsync(Options);
        var buyers = new Buyers(shop);
        await buyers.BuyAsync(ofTheirTaste: true);

        Assert.Null(await LiveOf(shop).Look());
        Assert.Null(await LiveOf(shop).Look());

        var version = Assert.Single(await LiveOf(shop).Get());
        var day = Assert.Single(version.Days);
        Assert.Equal((run.RunId, PerDay), (version.Version, day.Asked));
        Assert.InRange(day.Hits, PerDay / 4, PerDay);
    }

    [Fact]
    public async Task Look_WhatWasBoughtBeforeOrLongAgo_IsNotAsked()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        await shop.TrainAsync(Options);
        var bought = TrainingShop.Interactions().First(row => row.Type == InteractionType.Purchase);
        var now = shop.Clock.GetUtcNow();
        await shop.Cluster.AppendAsync(
            bought with { EventId = "again", Timestamp = now },
            SampleShop.Event("old", "u001", "p113", InteractionType.Purchase, now.AddDays(-2)),
            SampleShop.Event("unknown", "nobody", "p113", InteractionType.Purchase, now));

        await LiveOf(shop).Look();

        Assert.Empty(await LiveOf(shop).Get());
    }

    [Fact]
    public async Task Look_BuyersWhoRefuseAnalytics_AreNotAsked()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        await shop.TrainAsync(Options);
        var buyers = new Buyers(shop);
        await buyers.BuyAsync(ofTheirTaste: true);
        var refusing = buyers.Newest[0].UserId;
        await shop.Cluster.User(refusing).PutConsents(new ConsentChoice(Analytics: false));

        await LiveOf(shop).Look();

        var day = Assert.Single(Assert.Single(await LiveOf(shop).Get()).Days);
        Assert.Equal(buyers.Newest.Count(row => row.UserId != refusing), day.Asked);
    }

    [Fact]
    public async Task Schedule_TastesThatMoveAway_TrainsEarlyAndTheModelSaysWhy()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        await shop.TrainAsync(Options);
        var schedule = shop.Cluster.Grains.GetGrain<ITrainingScheduleGrain>(ModelNames.Default);
        await schedule.Put(new TrainingSchedule { Options = Options, RetrainOnMetricFall = true });
        var buyers = new Buyers(shop);
        var ended = shop.WhenCleanedUp();
        for (var day = 0; day < 16; day++)
        {
            Assert.Null((await schedule.Get()).LastRun);
            await buyers.BuyAsync(ofTheirTaste: day < 7);
            await schedule.AsReference<IRemindable>().ReceiveReminder(TrainingScheduleGrain.LookReminder, default);
            shop.Clock.Advance(TimeSpan.FromDays(1));
            if ((await schedule.Get()).LastRun is not null)
                break;
        }

        await ended.WaitAsync(TrainingShop.Patience);
        var view = await schedule.Get();
        Assert.StartsWith("metric fall: of ", view.LastRun?.Reason.ToString(), StringComparison.Ordinal);
        Assert.Equal(view.LastRun?.Reason, (await shop.PublishedAsync(view.LastRun!.RunId)).Reason);
    }

    private static ILiveHitRateGrain LiveOf(TrainingShop shop) =>
        shop.Cluster.Grains.GetGrain<ILiveHitRateGrain>(ModelNames.Default);

    /// <summary>Shoppers who go on buying what they have not met: of their taste, or of the next one.</summary>
    private sealed class Buyers(TrainingShop shop)
    {
        private readonly HashSet<(string User, string Product)> _met =
            [.. TrainingShop.Interactions().Select(row => (row.UserId, row.ProductId!))];

        private readonly Random _random = new(3);
        private int _events;

        /// <summary>What they bought last.</summary>
        public List<Interaction> Newest { get; private set; } = [];

        public async Task BuyAsync(bool ofTheirTaste)
        {
            var now = shop.Clock.GetUtcNow();
            var rows = new List<Interaction>();
            while (rows.Count < PerDay)
            {
                var user = _random.Next(TrainingShop.Users);
                var taste = (user + (ofTheirTaste ? 0 : 2)) % 4;
                var product = (4 * _random.Next(TrainingShop.Products / 4)) + taste;
                var (userId, productId) = (
                    string.Create(CultureInfo.InvariantCulture, $"u{user:D3}"),
                    string.Create(CultureInfo.InvariantCulture, $"p{product:D3}"));
                if (_met.Add((userId, productId)))
                {
                    rows.Add(SampleShop.Event(
                        $"live{_events++}", userId, productId, InteractionType.Purchase, now));
                }
            }

            Newest = rows;
            await shop.Cluster.AppendAsync([.. rows]);
        }
    }
}
