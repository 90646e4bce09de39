using Ayni.Grains.Hosting;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Users;

/// <summary>How an active grain learns of what was appended: by the stream, and by the tail alone.</summary>
public sealed class WakeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Wake_ReachesTheActiveGrain()
    {
        await using var shop = await ShopCluster.StartAsync();
        await shop.User("u").Get(0);

        var results = await shop.PostAsync(SampleShop.Event("w1", "u", "p"));

        await UntilAppliedAsync(shop, "u", results[0].Position);
        Assert.Equal(1, (await shop.User("u").Get(0)).InteractionCount);
    }

    [Fact]
    public async Task Tail_WithoutAnyWake_ReachesTheActiveGrain()
    {
        await using var shop = await ShopCluster.StartAsync(
            new ShopClusterOptions { Silos = 2, Grains = new AyniGrainsOptions() });
        for (var user = 0; user < 10; user++)
            await shop.User(SampleShop.UserId(user)).Get(0);

        var results = await shop.AppendAsync(
            [.. Enumerable.Range(0, 10).Select(user => SampleShop.Event($"t{user}", SampleShop.UserId(user), "p"))]);

        for (var user = 0; user < 10; user++)
            await UntilAppliedAsync(shop, SampleShop.UserId(user), results[user].Position);
    }

    // Asks the grain, which does not read the log when asked, until it has applied the position.
    private static async Task UntilAppliedAsync(ShopCluster shop, string userId, long position)
    {
        using var limit = new CancellationTokenSource(Limit);
        while ((await shop.User(userId).Get(0)).Position < position)
            limit.Token.ThrowIfCancellationRequested();
    }
}
