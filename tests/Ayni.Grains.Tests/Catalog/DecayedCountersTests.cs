using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Grains.Catalog;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Catalog;

public sealed class DecayedCountersTests
{
    private static readonly TimeSpan HalfLife = TimeSpan.FromDays(7);

    [Fact]
    public void CountOf_EachHalfLife_HalvesTheCount()
    {
        var counters = new DecayedCounters(10);
        counters.Apply([View(1, 0), View(2, 7), View(3, 14)], 3);

        Assert.Equal(1 + 0.5 + 0.25, CountAt(counters, 14), 1e-12);
        Assert.Equal(0.875, CountAt(counters, 21), 1e-12);
        Assert.Equal(0, counters.CountOf(InteractionType.Cart, SampleShop.Start, HalfLife));
    }

    [Fact]
    public void CountOf_FromTheFuture_CountsAsNow()
    {
        var counters = new DecayedCounters(10);
        counters.Apply([View(1, 100)], 1);

        Assert.Equal(1, CountAt(counters, 0));
    }

    [Fact]
    public void Apply_SeenPositions_AreIgnored()
    {
        var counters = new DecayedCounters(10);
        counters.Apply([View(1, 0), View(2, 0)], 5);
        counters.Apply([View(1, 0), View(2, 0), View(6, 0)], 6);

        Assert.Equal(3, CountAt(counters, 0));
        Assert.Equal(6, counters.Position);
    }

    [Fact]
    public void Apply_MoreThanAreKept_EqualsAFreshReadingOfTheNewest()
    {
        var (continuous, fresh) = (new DecayedCounters(3), new DecayedCounters(3));
        LoggedInteraction[] all = [.. Enumerable.Range(1, 9).Select(position => View(position, position))];
        foreach (var one in all)
            continuous.Apply([one], one.Position);
        fresh.Apply(all[^3..], 9);

        Assert.Equal(CountAt(fresh, 9), CountAt(continuous, 9));
    }

    [Fact]
    public void Validate_Bounds_AreKept()
    {
        Assert.Equal(1_024, new ProductGrainOptions().Validate().NewestPerProduct);
        Assert.Equal(TimeSpan.FromDays(7), new ProductGrainOptions().CounterHalfLife);
        Assert.Throws<AyniException>(() => new ProductGrainOptions { NewestPerProduct = 0 }.Validate());
        Assert.Throws<AyniException>(() => new ProductGrainOptions { NewestPerProduct = 65_537 }.Validate());
        Assert.Throws<AyniException>(() => new ProductGrainOptions { CounterHalfLife = TimeSpan.Zero }.Validate());
    }

    private static double CountAt(DecayedCounters counters, int day) =>
        counters.CountOf(InteractionType.View, SampleShop.Start.AddDays(day), HalfLife);

    private static LoggedInteraction View(long position, int day) => new(
        position, SampleShop.Event($"e{position}", "u", "p", InteractionType.View, SampleShop.Start.AddDays(day)));
}
