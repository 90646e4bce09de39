using System.Collections.Concurrent;
using Ayni.Domain.Catalog;
using Ayni.GrainInterfaces.Catalog;
using Ayni.GrainInterfaces.Following;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Catalog;
using Ayni.Grains.Hosting;
using Ayni.Grains.Tests.Shops;
using Ayni.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;

namespace Ayni.Grains.Tests.Catalog;

/// <summary>What active product grains show to answers made on their silo, without a message.</summary>
public sealed class ActiveProductsTests : SampleShopTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task TryRead_WhateverTheGrainWrote_IsThereOnReturn()
    {
        var product = Shop.Product("new");
        await product.Put(new Product { ProductId = "new", Name = "New", Stock = 3 });
        Assert.Equal(3, Held("new")!.Entry!.Stock);

        await product.Patch(new ProductPatch { Stock = 0 });
        Assert.Equal(0, Held("new")!.Entry!.Stock);

        await product.Delete();
        Assert.Null(Held("new")!.Entry);
    }

    [Fact]
    public async Task TryRead_AWriteBesideTheGrain_IsThereOnceFollowed()
    {
        await Shop.Product("p004").GetEntry();
        var before = Held("p004")!;

        var position = await Shop.Catalog.UpsertAsync([before.Entry! with { Name = "Loaded" }]);
        Assert.True(await Shop.Following.WhenApplied(new FollowedPositions(0, position)));

        Assert.Equal("Loaded", Held("p004")!.Entry!.Name);
        Assert.True(Held("p004")!.Position > before.Position);
    }

    [Fact]
    public async Task TryRead_AGrainThatIsNotHere_IsToBeAsked()
    {
        Assert.Null(Held("p004"));
        await Shop.Product("p004").GetEntry();
        Assert.NotNull(Held("p004"));

        await Shop.Product("p004").Cast<IGrainManagementExtension>().DeactivateOnIdle();

        await Eventually.HoldsAsync(() => Task.FromResult(Held("p004") is null), "the grain is gone");
        await Shop.Product("p004").GetEntry();
        Assert.NotNull(Held("p004"));
    }

    [Fact]
    public async Task Recommend_ProductsAskedForOften_AreReadWithoutAMessageAsOfThisInstant()
    {
        var shopper = Shop.User("newcomer");
        var first = await shopper.Recommend(new RecommendationRequest());
        var best = first.Items[0].ProductId;
        Assert.Null(Held(best));
        for (var times = 1; times < AskedProducts.WorthActivating; times++)
            await shopper.Recommend(new RecommendationRequest());
        Assert.NotNull(Held(best));

        await Shop.Product(best).Patch(new ProductPatch { Stock = 0 });
        var second = await shopper.Recommend(new RecommendationRequest());

        Assert.DoesNotContain(second.Items, item => item.ProductId == best);
        Assert.Equal(first.Items.Skip(1).First().ProductId, second.Items[0].ProductId);
    }

    [Fact]
    public async Task Recommend_AGrainThatWasNotAskedForLong_IsCalledOnceSoThatItStays()
    {
        var judged = new JudgedProducts();
        await using var shop = await ShopCluster.StartAsync(new ShopClusterOptions
        {
            ConfigureServices = services => services.AddSingleton<IIncomingGrainCallFilter>(judged),
        });
        await SampleShop.FillAsync(shop);
        var shopper = shop.User("newcomer");
        var best = (await shopper.Recommend(new RecommendationRequest())).Items[0].ProductId;
        var entry = await shop.Product(best).GetEntry();
        Assert.Equal(0, judged.TimesOf(best));

        shop.Service<ActiveProducts>().Enter(best, new HeldEntry(entry, 1), Now.AddDays(-1));
        await shopper.Recommend(new RecommendationRequest());
        Assert.Equal(1, judged.TimesOf(best));

        await shopper.Recommend(new RecommendationRequest());
        Assert.Equal(1, judged.TimesOf(best));
    }

    [Fact]
    public void TryRead_NotAskedForAQuarterOfItsStay_IsToBeAskedOnce()
    {
        var products = new ActiveProducts(new ActivationOptions { ProductAge = TimeSpan.FromHours(2) });
        products.Enter("p", new HeldEntry(null, 1), Now);

        Assert.True(products.TryRead("p", Now.AddMinutes(30), out _));
        Assert.False(products.TryRead("p", Now.AddMinutes(31), out _));
        Assert.True(products.IsHere("p"));
        Assert.True(products.TryRead("p", Now.AddMinutes(31), out _));
    }

    [Fact]
    public void Remove_AnEarlierActivation_LeavesItsSuccessor()
    {
        var products = new ActiveProducts(new ActivationOptions());
        var earlier = products.Enter("p", new HeldEntry(null, 1), Now);
        products.Enter("p", new HeldEntry(null, 2), Now);

        products.Remove(earlier);

        Assert.True(products.TryRead("p", Now, out var held));
        Assert.Equal(2, held.Position);
    }

    private HeldEntry? Held(string productId) =>
        Shop.Service<ActiveProducts>().TryRead(productId, TimeProvider.System.GetUtcNow(), out var held)
            ? held
            : null;

    private sealed class JudgedProducts : IIncomingGrainCallFilter
    {
        private readonly ConcurrentDictionary<string, int> _times = new(StringComparer.Ordinal);

        public int TimesOf(string productId) => _times.GetValueOrDefault(productId);

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.MethodName == nameof(IProductGrain.Judge))
                _times.AddOrUpdate(context.TargetId.Key.ToString()!, 1, (_, times) => times + 1);
            return context.Invoke();
        }
    }
}
