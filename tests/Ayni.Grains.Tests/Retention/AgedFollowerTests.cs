using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Retention;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Retention;

/// <summary>That grains which live on, on whatever silo, let go of what was deleted for its age.</summary>
public sealed class AgedFollowerTests : IAsyncLifetime
{
    private const int Silos = 2;
    private const int Shoppers = 12;

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private ShopCluster _shop = null!;

    public async Task InitializeAsync()
    {
        _shop = await ShopCluster.StartAsync(new ShopClusterOptions { Silos = Silos });
        await SampleShop.FillAsync(_shop);
    }

    public Task DisposeAsync() => _shop.DisposeAsync().AsTask();

    [Fact]
    public async Task LookAsync_ActiveShoppersOfAllSilos_ShowTheDeletedNoMore()
    {
        var users = Enumerable.Range(0, Shoppers).Select(i => $"aged-{i}").ToList();
        foreach (var user in users)
            await PostAsync(user, "p000");
        Assert.All(await ViewsAsync(users), view => Assert.Equal(4, view.InteractionCount));

        await DeleteAsync("view", Now.AddDays(-30));
        Assert.All(await ViewsAsync(users), view => Assert.Equal(4, view.InteractionCount));
        await LookAsync();

        Assert.All(await ViewsAsync(users), view => Assert.Equal(
            ["young-view", "search", "old-purchase"],
            view.Recent.Select(row => row.Interaction.EventId[(view.UserId.Length + 1)..])));
        await DeleteAsync("search", Now.AddDays(1));
        await LookAsync();
        Assert.All(await ViewsAsync(users), view => Assert.Equal(2, view.InteractionCount));
    }

    [Fact]
    public async Task LookAsync_ActiveProducts_CountTheDeletedNoMore()
    {
        const string product = "p001";
        var views = (await _shop.Product(product).Get())!.RecentViews;
        await PostAsync("buyer", product);
        var before = (await _shop.Product(product).Get())!;
        Assert.True(before.RecentViews > views + 1);

        await DeleteAsync("view", Now.AddDays(-30));
        await LookAsync();

        // The sample shop's views are of March: gone, too.
        var after = (await _shop.Product(product).Get())!;
        Assert.Equal(1, after.RecentViews, 2);
        Assert.Equal(before.RecentPurchases, after.RecentPurchases, 3);
    }

    [Fact]
    public async Task LookAsync_FullHistory_ReachesFurtherBackAsAfterARestart()
    {
        var history = new InteractionWeights().NewestPerUser;
        await _shop.PostAsync(SampleShop.Event("first", "full", "p002", timestamp: Now.AddDays(-90)));
        await _shop.PostAsync(
            [.. Enumerable.Range(0, history).Select(i => SampleShop.Event(
                $"view-{i}", "full", "p003", InteractionType.View, Now.AddDays(i == 0 ? -60 : -1)))]);
        Assert.Equal(history, (await _shop.User("full").Get(0)).InteractionCount);

        await DeleteAsync("view", Now.AddDays(-30));
        await LookAsync();

        var newest = await _shop.Log.ReadNewestByUserAsync("full", history);
        Assert.Equal("first", newest[0].Interaction.EventId);
        Assert.Equal(history, (await _shop.User("full").Get(0)).InteractionCount);
        Assert.Equal(history, newest.Count);
    }

    [Fact]
    public async Task LookAsync_NothingNew_TellsNobody()
    {
        await PostAsync("quiet", "p004");
        Assert.Equal(4, (await _shop.User("quiet").Get(0)).InteractionCount);
        await DeleteAsync("view", Now.AddDays(-30));
        await LookAsync();
        await _shop.Log.EraseUserAsync("quiet");

        // The grain was told of no erasure, so whatever it shows it did not read again.
        await LookAsync();

        Assert.Equal(3, (await _shop.User("quiet").Get(0)).InteractionCount);
    }

    private async Task PostAsync(string user, string product) => await _shop.PostAsync(
        SampleShop.Event($"{user}-old-view", user, product, InteractionType.View, Now.AddDays(-40)),
        SampleShop.Event($"{user}-old-purchase", user, product, InteractionType.Purchase, Now.AddDays(-40)),
        SampleShop.Event($"{user}-search", user, null, InteractionType.Search, Now),
        SampleShop.Event($"{user}-young-view", user, product, InteractionType.View, Now));

    private async Task<IReadOnlyList<UserView>> ViewsAsync(IReadOnlyList<string> users)
    {
        var views = new List<UserView>();
        foreach (var user in users)
            views.Add(await _shop.User(user).Get(10));
        return views;
    }

    private async Task DeleteAsync(string type, DateTimeOffset before)
    {
        var claim = new RetentionClaim("test", Now, TimeSpan.FromMinutes(1));
        Assert.Null(await _shop.Storage.Retention.ClaimAsync(claim));
        var batch = await _shop.Storage.Retention.DeleteAsync(
            claim, new RetentionOrder(RetainedType.Of(type), 30, before, Now), null, IRetention.MaxBatch);
        Assert.True(batch is { Deleted: > 0, IsLast: true });
    }

    private async Task LookAsync()
    {
        for (var silo = 0; silo < Silos; silo++)
            await _shop.Service<AgedFollower>(silo).LookAsync();
    }
}
