using Ayni.Domain.Catalog;
using Ayni.Grains.Hosting;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Following;

/// <summary>How active grains and indexes of all silos learn of what was written to the stores.</summary>
public sealed class FollowingTests
{
    private const int Shoppers = 10;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Followers_BesideAWriterThatTellsNobody_ReachTheActiveGrains()
    {
        await using var shop = await ShopCluster.StartAsync(
            new ShopClusterOptions { Silos = 2, Grains = new AyniGrainsOptions() });
        await ActivateAsync(shop);

        var results = await shop.AppendAsync(
            [.. Enumerable.Range(0, Shoppers)
                .Select(user => SampleShop.Event($"t{user}", SampleShop.UserId(user), "p"))]);

        for (var user = 0; user < Shoppers; user++)
            await UntilAppliedAsync(shop, SampleShop.UserId(user), results[user].Position);
    }

    [Fact]
    public async Task WhenApplied_OnTwoSilos_HoldsForEveryActiveGrain()
    {
        await using var shop = await ShopCluster.StartAsync(new ShopClusterOptions { Silos = 2 });
        await ActivateAsync(shop);

        await shop.PostAsync(
            [.. Enumerable.Range(0, Shoppers)
                .Select(user => SampleShop.Event($"w{user}", SampleShop.UserId(user), "p"))]);

        for (var user = 0; user < Shoppers; user++)
            Assert.Equal(1, (await shop.User(SampleShop.UserId(user)).Get(0)).InteractionCount);
    }

    [Fact]
    public async Task WhenApplied_ProductSoldOutInABulkWrite_IsInNoSilosAnswer()
    {
        await using var shop = await ShopCluster.StartAsync(new ShopClusterOptions { Silos = 2 });
        await SampleShop.FillAsync(shop);
        await AnswerAllAsync(shop);
        Product[] soldOut = [.. SampleShop.Products().Take(30).Select(product => product with { Stock = 0 })];

        var position = await shop.Catalog.UpsertAsync(soldOut);
        Assert.True(await shop.Following.WhenApplied(new(0, position)));

        foreach (var answer in await AnswerAllAsync(shop))
            Assert.Empty(answer.Intersect(soldOut.Select(product => product.ProductId)));
    }

    [Fact]
    public async Task WhenApplied_ProductNewInTheCatalogue_IsInEverySilosAnswer()
    {
        await using var shop = await ShopCluster.StartAsync(new ShopClusterOptions { Silos = 2 });
        await SampleShop.FillAsync(shop);
        await AnswerAllAsync(shop);

        await shop.Product("new").Put(new Product { ProductId = "new", Name = "New" });

        Assert.All(await AnswerAllAsync(shop), answer => Assert.Contains("new", answer));
    }

    private static async Task ActivateAsync(ShopCluster shop)
    {
        for (var user = 0; user < Shoppers; user++)
            await shop.User(SampleShop.UserId(user)).Get(0);
    }

    private static async Task<string[][]> AnswerAllAsync(ShopCluster shop) => await Task.WhenAll(
        Enumerable.Range(0, Shoppers).Select(async user =>
        {
            var answer = await shop.User($"stranger-{user}").Recommend(new() { Count = 100 });
            return answer.Items.Select(item => item.ProductId).ToArray();
        }));

    // Asks the grain, which does not read the log when asked, until it has applied the position.
    private static async Task UntilAppliedAsync(ShopCluster shop, string userId, long position)
    {
        using var limit = new CancellationTokenSource(Limit);
        while ((await shop.User(userId).Get(0)).Position < position)
            limit.Token.ThrowIfCancellationRequested();
    }
}
