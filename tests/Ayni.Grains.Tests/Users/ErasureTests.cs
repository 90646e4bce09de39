using Ayni.Domain.Erasures;
using Ayni.Domain.Interactions;
using Ayni.Domain.Training;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces.Training;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Tests.Shops;
using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Users;

/// <summary>When an erasure returns, no silo holds anything of the shopper.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private ShopCluster _shop = null!;

    public async Task InitializeAsync()
    {
        _shop = await ShopCluster.StartAsync(new ShopClusterOptions { Silos = 2 });
        await SampleShop.FillAsync(_shop);
    }

    public Task DisposeAsync() => _shop.DisposeAsync().AsTask();

    [Fact]
    public async Task Erase_ActiveProducts_CountWithoutTheShopperAtOnce()
    {
        const string user = "u-counted";
        var products = Enumerable.Range(0, 12).Select(SampleShop.ProductId).ToList();
        var before = await CountsAsync(products);
        await _shop.PostAsync(
            [.. products.Select((product, i) => SampleShop.Event(
                $"counted-{i}", user, product, InteractionType.Purchase, TimeProvider.System.GetUtcNow()))]);
        var counted = await CountsAsync(products);
        Assert.All(before.Zip(counted), pair => Assert.Equal(pair.First + 1, pair.Second, 3));

        await _shop.User(user).Erase();

        Assert.All(before.Zip(await CountsAsync(products)), pair => Assert.Equal(pair.First, pair.Second, 3));
    }

    [Fact]
    public async Task Erase_WhatTheGrainRemembers_IsGone()
    {
        var user = _shop.User(SampleShop.UserId(3));
        await user.PutProfile(new UserProfile { Segment = "new" });
        await user.Recommend(new RecommendationRequest { Count = 5 });
        Assert.NotEmpty(await user.GetShown());

        var certificate = await user.Erase();

        Assert.Empty(await user.GetShown());
        Assert.Equal(new UserProfile(), (await user.Get(10)).Profile);
        Assert.Equal(12, certificate.Counts[ErasureCertificate.Interactions]);
        await user.PutProfile(new UserProfile { Segment = "again" });
        Assert.Equal("again", (await user.Get(0)).Profile.Segment);
    }

    [Fact]
    public async Task Merge_ActiveProducts_CountTheGuestOnce()
    {
        var product = SampleShop.ProductId(1);
        var before = (await CountsAsync([product]))[0];
        await _shop.PostAsync(SampleShop.Event(
            "guest-1", "u-guest", product, InteractionType.Purchase, TimeProvider.System.GetUtcNow()));

        await _shop.User("u-signed-in").Merge("u-guest");

        Assert.Equal(before + 1, (await CountsAsync([product]))[0], 3);
    }

    [Fact]
    public async Task Snapshot_AfterAnErasure_HoldsThePairsOfAllOthersAndNoneOfTheirs()
    {
        var user = SampleShop.UserId(5);
        var position = await _shop.Log.GetHeadAsync();
        var before = await PairsAsync("before", position);
        Assert.Contains(before, pair => pair.UserId == user);

        await _shop.User(user).Erase();

        Assert.Equal(before.Where(pair => pair.UserId != user), await PairsAsync("after", position));
    }

    private async Task<IReadOnlyList<(string UserId, string ProductId)>> PairsAsync(string run, long position)
    {
        var files = new RunFiles(_shop.Models);
        var plan = await new SnapshotStep(_shop.Log, files).RunAsync(
            "ledger", run, SmallOptions, position, null, CancellationToken.None);
        var users = await files.ReadIdsAsync(plan, FactorSide.Users, CancellationToken.None);
        var products = await files.ReadIdsAsync(plan, FactorSide.Products, CancellationToken.None);
        var rows = await files.ReadAllRowsAsync(plan, FactorSide.Users, CancellationToken.None);
        return
        [
            .. from row in Enumerable.Range(0, rows.Rows)
               from column in rows.RowColumns(row).ToArray()
               select (users[row], products[column]),
        ];
    }

    private static TrainingOptions SmallOptions { get; } = new() { Rank = 2, JudgedShare = 0 };

    private async Task<IReadOnlyList<double>> CountsAsync(IEnumerable<string> products)
    {
        List<double> counts = [];
        foreach (var product in products)
            counts.Add((await _shop.Product(product).Get())!.RecentPurchases);
        return counts;
    }
}
