using System.Globalization;
using Ayni.Domain.Interactions;
using Ayni.Grains.Answering;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Answering;

public sealed class SegmentCountingTests
{
    private static readonly DateTimeOffset Now = SampleShop.Start.AddYears(3);

    private readonly SegmentCounting _counting = new(Now, TypeWeights.Of(new CustomInteractionType("quote", 2)));
    private int _events;

    [Fact]
    public void Count_ShopperWhoMetAProductOften_CountsOnceByTheStrongest()
    {
        Meet(InteractionType.View, "a", "b", "c", "d");
        Meet(InteractionType.Purchase, "e", "e", "e");
        Meet(InteractionType.View, "e");

        var popular = CountAs(_ => "vip").Of("vip")!;

        Assert.Equal(["p"], popular.ProductIds.ToArray());
        Assert.Equal((4 * 0.25) + 1, popular.Sums[0], 6);
        Assert.Equal(SegmentPopularity.Prior + popular.Sums[0], popular.Most);
    }

    [Fact]
    public void Count_WhatIsTakenBack_CountsNoMore()
    {
        Meet(InteractionType.Purchase, "a", "b", "c", "d", "e");
        Meet(InteractionType.Return, "a");
        Meet(InteractionType.RemoveFromCart, "b");
        Meet(InteractionType.Hide, "c");
        Meet(InteractionType.View, "a");

        var popular = CountAs(_ => "vip").Of("vip")!;

        Assert.Equal(3 + 0.25, popular.Sums[0], 5);
    }

    [Fact]
    public void Count_OldLog_WeighsFromItsNewestOn()
    {
        Meet(InteractionType.Purchase, "a", "b", "c", "d");
        Add("e", "old", InteractionType.Purchase, SampleShop.Start.AddDays(-SegmentCounting.HalfLifeDays));

        var popular = CountAs(_ => "vip").Of("vip")!;

        Assert.Equal(["p", "old"], popular.ProductIds.ToArray());
        Assert.Equal(4, popular.Sums[0], 5);
        Assert.Equal(0.5, popular.Sums[1], 5);
    }

    [Fact]
    public void Count_FewShoppers_IsNoSegment()
    {
        Meet(InteractionType.Purchase, "a", "b", "c", "d", "e", "f", "g", "h", "i");

        var counts = CountAs(userId => string.CompareOrdinal(userId, "e") < 0 ? "few" : "many");

        Assert.Null(counts.Of("few"));
        Assert.Equal(5, counts.Of("many")!.Sums[0], 5);
        Assert.Equal(1, counts.Count);
    }

    [Fact]
    public void Count_NameInAnyCase_IsOneSegment()
    {
        Meet(InteractionType.Purchase, "a", "b", "c", "d", "e");

        var counts = CountAs(userId => userId is "a" or "b" ? "Mayorista" : "MAYORISTA");

        Assert.Equal(5, counts.Of("mayorista")!.Sums[0], 5);
    }

    [Fact]
    public void Count_WithoutSegmentOrPreference_IsNothing()
    {
        Meet(InteractionType.Purchase, "a", "b", "c", "d", "e");
        Add("f", "p", InteractionType.Rating, SampleShop.Start, score: 1);
        Add("f", null, InteractionType.Search, SampleShop.Start);

        Assert.DoesNotContain("f", _counting.UserIds);
        Assert.Equal(0, CountAs(_ => null).Count);
    }

    [Fact]
    public void Count_ManySegmentsAndProducts_KeepsTheLargest()
    {
        for (var segment = 0; segment <= SegmentCounts.MaxSegments; segment++)
        {
            for (var shopper = 0; shopper < SegmentCounts.MinShoppers + (segment == 0 ? 0 : 1); shopper++)
                Add($"s{segment}.{shopper}", "p", InteractionType.Purchase, SampleShop.Start);
        }

        for (var product = 0; product < SegmentCounts.MaxProducts; product++)
            Add("s1.0", product.ToString(CultureInfo.InvariantCulture), InteractionType.View, SampleShop.Start);

        var counts = CountAs(userId => userId[..userId.IndexOf('.', StringComparison.Ordinal)]);

        Assert.Equal(SegmentCounts.MaxSegments, counts.Count);
        Assert.Null(counts.Of("s0"));
        Assert.Equal(SegmentCounts.MaxProducts, counts.Of("s1")!.ProductIds.Length);
        Assert.Equal("p", counts.Of("s1")!.ProductIds[0]);
    }

    private SegmentCounts CountAs(Func<string, string?> segmentOf) =>
        _counting.Count([.. _counting.UserIds.Select(segmentOf)]);

    private void Meet(InteractionType type, params string[] userIds)
    {
        foreach (var userId in userIds)
            Add(userId, "p", type, SampleShop.Start);
    }

    private void Add(
        string userId, string? productId, InteractionType type, DateTimeOffset timestamp, double? score = null) =>
        _counting.Add(SampleShop.Event($"e{_events++}", userId, productId, type, timestamp, score));
}
