namespace Ayni.Numerics.Tests;

public sealed class TopKTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 5)]
    [InlineData(1, 100)]
    [InlineData(10, 7)]
    [InlineData(10, 1000)]
    [InlineData(100, 100)]
    public void Offer_ManyWithTies_KeepsWhatSortingWouldKeep(int capacity, int count)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);

            // Few distinct scores, so that ties are the rule; offered in no order of index.
            var entries = Enumerable.Range(0, count)
                .Select(index => new ScoredIndex(index, random.Next(-3, 4) / 2f)).ToArray();
            random.Shuffle(entries);
            var best = new TopK(capacity);
            foreach (var entry in entries)
                best.Offer(entry.Index, entry.Score);
            var expected = entries.OrderByDescending(entry => entry.Score).ThenBy(entry => entry.Index).Take(capacity);
            Assert.Equal(expected, best.Drain());
            Assert.Equal(0, best.Count);
        }
    }

    [Fact]
    public void Offer_NotANumber_IsNeverKept()
    {
        var best = new TopK(3);
        Assert.False(best.Offer(0, float.NaN));
        Assert.True(best.Offer(1, float.NegativeInfinity));
        Assert.Equal([new ScoredIndex(1, float.NegativeInfinity)], best.Drain());
    }

    [Fact]
    public void Drain_SpanTooShort_Throws()
    {
        var best = new TopK(2);
        best.Offer(0, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => best.Drain([]));
    }

    [Fact]
    public void Clear_ThenOffer_ForgetsTheEarlier()
    {
        var best = new TopK(1);
        best.Offer(0, 100);
        best.Clear();
        best.Offer(1, 1);
        Assert.Equal([new ScoredIndex(1, 1)], best.Drain());
    }
}
