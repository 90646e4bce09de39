using Ayni.Grains.Catalog;

namespace Ayni.Grains.Tests.Catalog;

public sealed class AskedProductsTests
{
    [Fact]
    public void Ask_OftenEnough_IsWorthActivating()
    {
        var asked = new AskedProducts();

        var answers = Enumerable.Range(0, AskedProducts.WorthActivating + 2).Select(_ => asked.Ask("p")).ToArray();

        Assert.All(answers.SkipLast(3), Assert.False);
        Assert.All(answers.TakeLast(3), Assert.True);
    }

    [Fact]
    public void Ask_ManyProductsOnceEach_NoneIsWorthActivating()
    {
        var asked = new AskedProducts();

        var worth = Enumerable.Range(0, 1_000_000).Count(product => asked.Ask($"p{product}"));

        // Two products of the same hash count as one.
        Assert.InRange(worth, 0, 10);
    }

    [Fact]
    public void Ask_FewAmongManyOthers_AreFoundAllTheSame()
    {
        var asked = new AskedProducts();
        var worth = 0;
        for (var round = 0; round < 40; round++)
        {
            for (var often = 0; often < 100; often++)
                worth += asked.Ask($"often{often}") ? 1 : 0;
            for (var once = 0; once < 5_000; once++)
                asked.Ask($"{round}-{once}");
        }

        Assert.InRange(worth, 100 * 30, 100 * 37);
    }
}
