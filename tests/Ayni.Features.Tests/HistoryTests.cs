using Ayni.Domain.Features;
using Ayni.Domain.Interactions;
using Ayni.Features.Definitions;
using Ayni.Features.Histories;
using Ayni.Features.Offline;

namespace Ayni.Features.Tests;

/// <summary>Sums that slide give the bits of sums made anew, whatever came when and was asked before.</summary>
public sealed class HistoryTests
{
    private const int Seeds = 30;

    [Fact]
    public void Values_AnyOrderOfInstantsAndArrivals_AreThoseOfAFreshHistory()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            var log = SampleLog.Of(seed, events: 150, users: 1);
            var (user, product) = (new UserHistory { Cuts = log.Cuts }, new ProductHistory());
            for (var index = 0; index < log.ByPosition.Count; index++)
            {
                var happened = log.EventOf(log.ByPosition[index]);
                user.Apply(happened);
                product.Apply(happened);
                if (random.Next(3) > 0)
                    continue;
                var instant = SampleLog.Start.AddHours(random.Next(13_000));
                user.MoveTo(instant);
                product.MoveTo(instant);

                var rows = log.ByPosition.Take(index + 1);
                Assert.Equal(
                    UserFeatures.All.ValuesOf(SnapshotFeatures.UserOf(log, rows, instant)),
                    UserFeatures.All.ValuesOf(user));
                Assert.Equal(
                    ProductFeatures.All.ValuesOf(SnapshotFeatures.ProductOf(log, "none", rows, instant)),
                    ProductFeatures.All.ValuesOf(product));
            }
        }
    }

    [Fact]
    public void Values_OrderOfArrival_ChangesNothing()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var log = SampleLog.Of(seed, events: 200, users: 1);
            var instant = SampleLog.Start.AddDays(450);

            var inOrder = SnapshotFeatures.UserOf(log, log.ByPosition, instant);
            var shuffled = SnapshotFeatures.UserOf(log, Shuffled(log.ByPosition, seed), instant);

            Assert.Equal(UserFeatures.All.ValuesOf(inOrder), UserFeatures.All.ValuesOf(shuffled));
        }
    }

    [Fact]
    public void Apply_MoreThanItHolds_ForgetsTheFirst()
    {
        const int Capacity = 50;
        var log = SampleLog.Of(seed: 5, events: 300, users: 1);
        var (bounded, fresh) = (new UserHistory(Capacity), new UserHistory(Capacity));
        var instant = SampleLog.Start.AddDays(480);
        foreach (var logged in log.ByPosition)
        {
            bounded.Apply(log.EventOf(logged));
            bounded.MoveTo(logged.Interaction.Timestamp);
        }

        foreach (var logged in log.ByPosition.TakeLast(Capacity))
            fresh.Apply(log.EventOf(logged));
        bounded.MoveTo(instant);
        fresh.MoveTo(instant);

        Assert.Equal(Capacity, bounded.Held);
        Assert.Equal(UserFeatures.All.ValuesOf(fresh), UserFeatures.All.ValuesOf(bounded));
    }

    [Fact]
    public void Apply_ViewsBeyondCapacity_ForgetThePurchaseBeforeThem()
    {
        var user = new UserHistory(2);
        user.Apply(EventOf(1, InteractionType.Purchase, 0));
        user.Apply(EventOf(2, InteractionType.View, 1));
        user.Apply(EventOf(3, InteractionType.View, 2));

        user.MoveTo(SampleLog.Start.AddDays(3));

        Assert.Null(user.LastPurchase);
        Assert.Equal(0, user.All.Orders);
    }

    [Fact]
    public void Spend_TwoCurrencies_IsMissing()
    {
        var user = new UserHistory();
        user.Apply(EventOf(1, InteractionType.Purchase, 0, new(10m, null, "PEN", null, null, null)));
        user.Apply(EventOf(2, InteractionType.Purchase, 1, new(10m, null, "USD", null, null, null)));

        user.MoveTo(SampleLog.Start.AddHours(30));
        var both = ValuesOf(user);
        user.MoveTo(SampleLog.Start.AddHours(20));
        var first = ValuesOf(user);

        Assert.Equal(FeatureValue.Missing, both["total_spend_user"]);
        Assert.Equal(FeatureValue.Missing, both["avg_price_user"]);
        Assert.Equal(FeatureValue.OfMoney(10), first["total_spend_user"]);
    }

    [Fact]
    public void Deviation_DearestPrices_IsExact()
    {
        var user = new UserHistory();
        for (var index = 0; index < UserHistory.MaxEvents; index++)
        {
            var price = 1_000_000_000_000m - (index % 2);
            user.Apply(EventOf(index + 1, InteractionType.Purchase, 0, new(price, null, "PEN", null, null, null)));
        }

        user.MoveTo(SampleLog.Start.AddDays(1));

        // Half the prices lie a half above, half a half below their mean: √(n / (n − 1)) / 2.
        Assert.Equal(Math.Sqrt(4096.0 / 4095) / 2, user.All.BoughtPrices.Deviation!.Value, 12);
    }

    private static Dictionary<string, FeatureValue> ValuesOf(UserHistory user) =>
        UserFeatures.All.Zip(UserFeatures.All.ValuesOf(user))
            .ToDictionary(pair => pair.First.Name, pair => pair.Second);

    private static FeatureEvent EventOf(long position, InteractionType type, int day, ProductFacts? facts = null) =>
        FeatureEvent.Of(SampleLog.Row(position, "u", "p", type, SampleLog.Start.AddDays(day)), facts);

    private static LoggedInteraction[] Shuffled(IReadOnlyList<LoggedInteraction> rows, int seed)
    {
        LoggedInteraction[] shuffled = [.. rows];
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }
}
