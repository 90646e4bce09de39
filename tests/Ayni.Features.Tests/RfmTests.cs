using Ayni.Features.Segments;

namespace Ayni.Features.Tests;

/// <summary>Fifths and segments of ten buyers, by hand.</summary>
public sealed class RfmTests
{
    // Buyer k of 1 to 10: last bought 10 k days ago, k orders, for 100 k.
    private static readonly RfmValues[] Buyers =
        [.. Enumerable.Range(1, 10).Select(k => new RfmValues(10 * k, k, 100 * k))];

    private static readonly RfmCuts Cuts = RfmCuts.Of(Buyers);

    [Fact]
    public void Cuts_TenBuyers_AreEverySecondValue()
    {
        Assert.Equal([20, 40, 60, 80], Cuts.RecencyDays.ToArray());
        Assert.Equal([2, 4, 6, 8], Cuts.Orders.ToArray());
        Assert.Equal([200, 400, 600, 800], Cuts.Spend.ToArray());
    }

    [Fact]
    public void Scores_EachFifth_HoldsTwo()
    {
        var scores = Buyers.Select(Cuts.ScoresOf).ToArray();

        Assert.Equal([5, 5, 4, 4, 3, 3, 2, 2, 1, 1], scores.Select(score => score.Recency));
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4, 5, 5], scores.Select(score => score.Frequency));
        Assert.Equal(scores.Select(score => score.Frequency), scores.Select(score => score.Monetary));
    }

    [Theory]
    [InlineData(10, 10, 1000, RfmSegment.Champions)]
    [InlineData(10, 1, 1000, RfmSegment.Promising)]
    [InlineData(40, 1, 100, RfmSegment.New)]
    [InlineData(50, 9, 900, RfmSegment.Loyal)]
    [InlineData(60, 5, 300, RfmSegment.NeedAttention)]
    [InlineData(60, 1, 50, RfmSegment.AboutToSleep)]
    [InlineData(500, 9, 900, RfmSegment.AtRisk)]
    [InlineData(70, 5, 500, RfmSegment.AtRisk)]
    [InlineData(500, 2, 100, RfmSegment.Hibernating)]
    public void Segment_OfScores(double recencyDays, long orders, int spend, RfmSegment expected) =>
        Assert.Equal(expected, Cuts.SegmentOf(new RfmValues(recencyDays, orders, spend)));

    [Fact]
    public void Segment_WhoNeverBought_IsAProspect() => Assert.Equal(RfmSegment.Prospects, Cuts.SegmentOf(null));

    [Fact]
    public void Scores_WithoutPrices_MoneyIsFrequency()
    {
        var cuts = RfmCuts.Of([.. Buyers.Select(buyer => buyer with { Spend = null })]);

        Assert.Empty(cuts.Spend);
        Assert.Equal(new RfmScores(5, 1, 1), cuts.ScoresOf(new RfmValues(10, 1, null)));
    }

    [Fact]
    public void Cuts_TiedBuyers_StayTogether()
    {
        // Nine bought once: they are one fifth, whichever rank.
        var cuts = RfmCuts.Of([.. Enumerable.Range(1, 10).Select(k => new RfmValues(k, k == 10 ? 7 : 1, 10))]);

        Assert.Equal([1, 1, 1, 1], cuts.Orders.ToArray());
        Assert.Equal((1, 5), (cuts.ScoresOf(new(1, 1, 10)).Frequency, cuts.ScoresOf(new(1, 7, 10)).Frequency));
    }

    [Fact]
    public void Version_OtherCuts_IsAnother()
    {
        var other = RfmCuts.Of([.. Buyers.Append(new RfmValues(1, 50, 9_000))]);

        Assert.NotEqual(Cuts.Version, other.Version);
        Assert.Equal(Cuts.Version, RfmCuts.Of([.. Buyers.Reverse()]).Version);
    }

    [Fact]
    public void Of_NoBuyers_IsRefused() =>
        Assert.Contains("Nobody bought", Assert.Throws<ArgumentException>(() => RfmCuts.Of([])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Names_EverySegment_HasOneInEachLanguage()
    {
        Assert.Equal(Enum.GetValues<RfmSegment>().Order(), RfmNames.All.Order());
        Assert.All(RfmNames.All, segment =>
        {
            Assert.True(RfmNames.IsKey(RfmNames.KeyOf(segment)));
            Assert.NotEmpty(RfmNames.LabelOf(segment, isSpanish: true));
            Assert.NotEmpty(RfmNames.LabelOf(segment, isSpanish: false));
        });
        Assert.False(RfmNames.IsKey("wholesale"));
    }
}
