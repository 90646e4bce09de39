namespace Ayni.Recommenders.Tests;

public sealed class ShopperEventsTests
{
    private const int Day = SampleEvents.Day;

    private static readonly ShopperEvents Sample = SampleEvents.Of(
        4, [[(0, 50, 0), (3, 40, ShopperEvents.NoBasket)], [], [(1, 9, 0), (2, 9, 0), (1, 3, 1)]]);

    [Fact]
    public void FromBytes_WhatWasWritten_ComesBack()
    {
        var read = ShopperEvents.FromBytes(Sample.ToBytes());

        Assert.Equal(Sample.ToBytes(), read.ToBytes());
        Assert.Equal([1, 2, 1], read.ItemsOf(2).ToArray());
        Assert.Equal([9, 9, 3], read.SecondsAgoOf(2).ToArray());
        Assert.Equal([0, 0, 1], read.BasketsOf(2).ToArray());
        Assert.Equal((3, 4, 5), (read.UserCount, read.ItemCount, read.Count));
    }

    [Fact]
    public void Join_Slices_GivesTheWhole() => Assert.Equal(
        Sample.ToBytes(), ShopperEvents.Join([Sample.Slice(0, 2), Sample.Slice(2, 1), Sample.Slice(3, 0)]).ToBytes());

    [Theory]
    [InlineData(0, 1)]
    [InlineData(8, 0)]
    [InlineData(12, 2)]
    [InlineData(16, 4)]
    [InlineData(36, 200)]
    public void FromBytes_ByteChanged_IsRefused(int at, byte value)
    {
        var bytes = Sample.ToBytes();
        bytes[at] = value;
        Assert.Throws<InvalidDataException>(() => ShopperEvents.FromBytes(bytes));
    }

    [Fact]
    public void FromBytes_CutOff_IsRefused()
    {
        var bytes = Sample.ToBytes();
        Assert.All(
            Enumerable.Range(0, bytes.Length),
            length => Assert.Throws<InvalidDataException>(() => ShopperEvents.FromBytes(bytes.AsSpan(0, length))));
    }

    [Fact]
    public void ItemAges_SameSecond_HaveOneAge()
    {
        var ages = ItemAges.Of([7, 5, 7, 8, 9, 5], [30, 20, 20, 10, 10, 5]);

        // 5 is the newest, met again; 8 and 9 are of one second; 7 has all three after it.
        Assert.Equal((0, 1, 1, 3), (ages[5], ages[8], ages[9], ages[7]));
    }

    [Fact]
    public void Histories_OfUser_AreWeightsWithoutScalesAndAges()
    {
        var options = new ImplicitAlsOptions { ConfidenceScale = 6, ActivityDamping = 0.5 };
        var weights = SampleMatrices.Ones(3, 4, [0, 0, 2, 2], [0, 3, 1, 2]);
        var histories = new ShopperHistories(Confidence.FromWeights(weights, options), options, Sample);

        Assert.Equal([new HistoryEntry(0, 1, 1), new HistoryEntry(3, 1, 0)], histories.Of(0));
        Assert.Empty(histories.Of(1));
        Assert.Equal([new HistoryEntry(1, 1, 0), new HistoryEntry(2, 1, 1)], histories.Of(2));
    }

    [Fact]
    public void Evidence_Repeats_GiveTheMedianOfTheDays()
    {
        (int, int, int)[] User(int gapDays) =>
            [(0, gapDays * Day, 0), (0, (gapDays * Day) - 60, 0), (0, 0, 1), (1, 0, ShopperEvents.NoBasket)];
        var events = SampleEvents.Of(2, [.. new[] { 10, 30, 12, 11, 40 }.Select(User)]);

        var evidence = ItemEvidence.Of(events);

        // The second line of a day is no repeat; the interval is measured from the first.
        Assert.Equal(12, evidence.RepurchaseDays[0]);
        Assert.True(float.IsNaN(evidence.RepurchaseDays[1]));
        Assert.Equal([5, 5], evidence.Shoppers);
        Assert.Equal([15, 0], evidence.Purchases);
        Assert.Equal(RepeatRates.Of(new PurchaseHistories(events)), evidence.Repeats);
    }

    [Fact]
    public void Evidence_TooFewRepeats_SayNothing()
    {
        var events = SampleEvents.Of(
            1, [.. Enumerable.Range(0, ItemEvidence.MinRepeats - 1).Select(_ => new[] { (0, 9 * Day, 0), (0, 0, 1) })]);

        Assert.True(float.IsNaN(ItemEvidence.Of(events).RepurchaseDays[0]));
    }
}
