using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Answering;

/// <summary>Answers before there is a model.</summary>
public sealed class ColdStartTests : IAsyncLifetime
{
    private static readonly RecommendationRequest Three = new() { Count = 3 };

    private ShopCluster _shop = null!;

    public async Task InitializeAsync() => _shop = await ShopCluster.StartAsync();

    public Task DisposeAsync() => _shop.DisposeAsync().AsTask();

    [Fact]
    public async Task Recommend_EmptyShop_IsEmptyAndSaysWhy()
    {
        var answer = await _shop.User("u").Recommend(Three);

        Assert.Empty(answer.Items);
        Assert.Null(answer.ModelVersion);
        Assert.Contains("0 of 3", answer.ShortfallReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recommend_WithoutModel_IsByCountsInTheLog()
    {
        await _shop.Catalog.UpsertAsync(SampleShop.Products());
        await _shop.AppendAsync(
            SampleShop.Event("1", "a", "p002"),
            SampleShop.Event("2", "b", "p002"),
            SampleShop.Event("3", "c", "p001"),
            SampleShop.Event("4", "d", "p009", InteractionType.View));

        var answer = await _shop.User("u").Recommend(Three with { Count = 4 });

        Assert.Equal(RecommendationSource.Popularity, answer.Source);
        Assert.Equal(["p002", "p001", "p009", "p000"], answer.Items.Select(item => item.ProductId));
        Assert.Equal([1, 0.5, 0.125], answer.Items.Take(3).Select(item => item.Score));
        Assert.Equal(RecommendationSource.Newest, answer.Items[3].Source);
    }

    [Fact]
    public async Task Recommend_NewInteractions_CountInTheNextAnswer()
    {
        await _shop.Catalog.UpsertAsync(SampleShop.Products());
        await _shop.AppendAsync(SampleShop.Event("1", "a", "p002"));
        var before = await _shop.User("u").Recommend(Three);
        await _shop.AppendAsync(SampleShop.Event("2", "a", "p030"), SampleShop.Event("3", "b", "p030"));

        var after = await _shop.User("u").Recommend(Three);

        Assert.Equal("p002", before.Items[0].ProductId);
        Assert.Equal(["p030", "p002"], after.Items.Take(2).Select(item => item.ProductId));
    }

    [Fact]
    public async Task Recommend_NoCatalogue_AnswersWithIds()
    {
        await _shop.AppendAsync(SampleShop.Event("1", "a", "x1"), SampleShop.Event("2", "b", "x2"));

        var answer = await _shop.User("u").Recommend(Three with { Count = 2 });

        Assert.Equal(["x1", "x2"], answer.Items.Select(item => item.Name));
    }

    [Fact]
    public async Task Recommend_OnceThereIsACatalogue_OnlyItsProductsAreAnswered()
    {
        await _shop.AppendAsync(SampleShop.Event("1", "a", "x1"), SampleShop.Event("2", "b", "x2"));
        await _shop.User("u").Recommend(Three);
        await _shop.Product("x2").Put(new Product { ProductId = "x2", Name = "Two" });

        var answer = await _shop.User("u").Recommend(Three);

        Assert.Equal(["Two"], answer.Items.Select(item => item.Name));
        Assert.NotNull(answer.ShortfallReason);
    }
}
