using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Following;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Catalog;

public sealed class ProductGrainTests : SampleShopTests
{
    [Fact]
    public async Task Get_Unknown_IsNull()
    {
        Assert.Null(await Shop.Product("nothing").Get());
        Assert.Null(await Shop.Product("nothing").GetEntry());
        Assert.Null(await Shop.Product("nothing").Patch(new ProductPatch { Stock = 1 }));
        Assert.False(await Shop.Product("nothing").Delete());
    }

    [Fact]
    public async Task Put_ThenGet_IsInTheCatalogueToo()
    {
        var sent = new Product { ProductId = "new", Name = "New", Price = 3.50m, Currency = "PEN", Stock = 1 };

        var view = await Shop.Product("new").Put(sent);

        var product = sent with { AddedAt = view.Product.AddedAt };
        Assert.NotNull(product.AddedAt);
        Assert.Equal(product, view.Product);
        Assert.Equal(product, (await Shop.Product("new").Get())!.Product);
        Assert.Equal([product], await Shop.Catalog.GetAsync(["new"]));
    }

    [Fact]
    public async Task Patch_ChangesWhatItNamesAlone()
    {
        var before = (await Shop.Product("p004").Get())!.Product;

        var view = await Shop.Product("p004").Patch(
            new ProductPatch { Price = 1, Clear = ProductFields.Category });

        Assert.Equal(before with { Price = 1, Category = null }, view!.Product);
        Assert.Equal([view.Product], await Shop.Catalog.GetAsync(["p004"]));
    }

    [Fact]
    public async Task GetEntry_AfterAWriteBesideTheGrain_FollowsTheCatalogue()
    {
        Assert.Equal("Product 4", (await Shop.Product("p004").GetEntry())!.Name);
        var position = await Shop.Catalog.UpsertAsync([new Product { ProductId = "p004", Name = "Loaded" }]);

        Assert.True(await Shop.Following.WhenApplied(new FollowedPositions(0, position)));

        Assert.Equal("Loaded", (await Shop.Product("p004").GetEntry())!.Name);
    }

    [Fact]
    public async Task Get_Counters_AreMadeFromTheLogAndKeptUp()
    {
        var now = TimeProvider.System.GetUtcNow();
        await Shop.AppendAsync(
            SampleShop.Event("c1", "a", "counted", InteractionType.View, now),
            SampleShop.Event("c2", "a", "counted", InteractionType.View, now.AddDays(-7)),
            SampleShop.Event("c3", "a", "counted", InteractionType.Purchase, now));
        await Shop.Product("counted").Put(new Product { ProductId = "counted", Name = "Counted" });
        var before = (await Shop.Product("counted").Get())!;
        await Shop.PostAsync(SampleShop.Event("c4", "a", "counted", InteractionType.Cart, now));

        var after = (await Shop.Product("counted").Get())!;

        // A second of the test's own time takes a millionth off a count that halves in seven days.
        Assert.Equal(1.5, before.RecentViews, 1e-3);
        Assert.Equal(1, before.RecentPurchases, 1e-3);
        Assert.Equal(0, before.RecentCarts);
        Assert.Equal(1, after.RecentCarts, 1e-3);
        Assert.True(after.Position > before.Position);
    }

    [Fact]
    public async Task Put_UnderAnotherId_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<AyniException>(
            () => Shop.Product("a").Put(new Product { ProductId = "b", Name = "B" }));

        Assert.Equal(ErrorCodes.Invalid, refusal.Code);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(null, -1)]
    public async Task Patch_NegativeNumber_IsRefused(int? price, int? stock)
    {
        var refusal = await Assert.ThrowsAsync<AyniException>(
            () => Shop.Product("p001").Patch(new ProductPatch { Price = price, Stock = stock }));

        Assert.Equal(ErrorCodes.Invalid, refusal.Code);
    }
}
