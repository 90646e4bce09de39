namespace Ayni.Recommenders.Tests;

public sealed class RankedListsTests
{
    private static readonly RankedLists Two = new(["a"], [0, 3, 5], [1, 2, 3, 4, 5], [0, 1, 1, 0, 1]);

    [Fact]
    public void Ndcg_Orders_AreThoseOfTheFormula()
    {
        // Ranks of what was taken: 1 and 2 of three, 1 of two; then 2 and 3, and 2.
        Assert.Equal(1, Two.Ndcg([0, 9, 8, 0, 9], 10), 1e-12);
        var first = ((1 / Math.Log2(3)) + (1 / Math.Log2(4))) / (1 + (1 / Math.Log2(3)));
        Assert.Equal((first + (1 / Math.Log2(3))) / 2, Two.Ndcg([9, 2, 1, 9, 1], 10), 1e-12);
        Assert.Equal(0, Two.Ndcg([9, 2, 1, 9, 1], 1), 1e-12);
        Assert.Equal(0, Two.Select([]).Ndcg([], 10));
    }

    [Fact]
    public void Ndcg_Ties_GoToTheFirst() => Assert.Equal(1 / Math.Log2(3), Two.Select([1]).Ndcg([1, 1], 10), 1e-12);

    [Fact]
    public void Select_Lists_AreInTheOrderGiven()
    {
        var turned = Two.Select([1, 0]);

        Assert.Equal([0, 2, 5], turned.Starts);
        Assert.Equal([4, 5, 1, 2, 3], turned.Features);
        Assert.Equal([0, 1, 0, 1, 1], turned.Labels);
    }

    [Fact]
    public void Constructor_WhatIsNoList_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new RankedLists(["a"], [0, 2], [1], [1]));
        Assert.Throws<ArgumentException>(() => new RankedLists(["a"], [0, 1, 1], [1], [1]));
        Assert.Throws<ArgumentException>(() => new RankedLists(["a", "b"], [0, 1], [1], [1]));
        Assert.Throws<ArgumentException>(() => new RankedLists(["a"], [0, 1], [1], [2]));
        var exception = Assert.Throws<ArgumentException>(
            () => new RankedLists(["a", "price"], [0, 1], [1, float.NaN], [1]));
        Assert.Contains("price of candidate 0", exception.Message, StringComparison.Ordinal);
    }
}
