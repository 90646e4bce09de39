using Ayni.Domain.Errors;

namespace Ayni.Filters.Tests;

/// <summary>Texts are read once, and the one unused longest makes room.</summary>
public sealed class FilterCacheTests
{
    [Fact]
    public void Filter_SameTextAgain_IsTheSameFilter()
    {
        var cache = new FilterCache();

        Assert.Same(cache.Filter("product.active"), cache.Filter("product.active"));
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void Filter_PastTheCapacity_ForgetsTheOneUnusedLongest()
    {
        var cache = new FilterCache(2);
        var first = cache.Filter("product.stock == 1");
        var second = cache.Filter("product.stock == 2");
        _ = cache.Filter(first.Text);

        _ = cache.Filter("product.stock == 3");

        Assert.Equal(2, cache.Count);
        Assert.Same(first, cache.Filter(first.Text));
        Assert.NotSame(second, cache.Filter(second.Text));
    }

    [Fact]
    public void Booster_SameTextAsAFilter_IsKeptApart()
    {
        var cache = new FilterCache();
        _ = cache.Filter("1");

        Assert.Equal("1", cache.Booster("1").Text);
        Assert.Equal(2, cache.Count);
    }

    [Fact]
    public void Filter_ThatCannotBeRead_IsNotKept()
    {
        var cache = new FilterCache();

        Assert.Throws<FilterException>(() => cache.Filter("product."));
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void Capacity_Default_IsOneThousand() =>
        Assert.Equal((1_000, 1_000), (FilterCache.DefaultCapacity, new FilterCache().Capacity));

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public void Capacity_AtABound_IsTaken(int capacity) => Assert.Equal(capacity, new FilterCache(capacity).Capacity);

    [Theory]
    [InlineData(0)]
    [InlineData(100_001)]
    public void Capacity_PastABound_IsRefused(int capacity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FilterCache(capacity));
}
