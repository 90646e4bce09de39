using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Answering;

public sealed class RecommendTests : IAsyncLifetime
{
    private static readonly RecommendationRequest Ten = new();

    private ShopCluster _shop = null!;

    public async Task InitializeAsync()
    {
        _shop = await ShopCluster.StartAsync();
        await SampleShop.FillAsync(_shop);
        await (await TrainedModel.FitAsync(_shop.Log)).PublishAsync(_shop);
    }

    public Task DisposeAsync() => _shop.DisposeAsync().AsTask();

    [Fact]
    public async Task Recommend_KnownShopper_GetsTheirOwnHalf()
    {
        var answer = await _shop.User(SampleShop.UserId(2)).Recommend(Ten with { ExcludeSeen = false });

        Assert.Equal(RecommendationSource.Collaborative, answer.Source);
        Assert.Equal("v1", answer.ModelVersion);
        Assert.Equal(10, answer.Items.Length);
        Assert.Null(answer.ShortfallReason);
        Assert.True(answer.Items.Count(item => item.Category == "Home > Lamps") >= 8);
        Assert.All(answer.Items, item => Assert.StartsWith("Product ", item.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recommend_Order_IsTotal()
    {
        var answer = await _shop.User(SampleShop.UserId(3)).Recommend(Ten with { Count = 30, ExcludeSeen = false });

        var ordered = answer.Items
            .OrderByDescending(item => item.Score)
            .ThenBy(item => item.ProductId, StringComparer.Ordinal);
        Assert.Equal(ordered, answer.Items);
    }

    [Fact]
    public async Task Recommend_SameState_SameAnswerUnderANewId()
    {
        var user = _shop.User(SampleShop.UserId(5));

        var (first, second) = (await user.Recommend(Ten), await user.Recommend(Ten));

        Assert.NotEqual(first.RecommendationId, second.RecommendationId);
        Assert.Equal(first.Items.Select(Line), second.Items.Select(Line));
    }

    [Fact]
    public async Task Recommend_AfterAnInteraction_ChangesWithoutTraining()
    {
        var user = _shop.User(SampleShop.UserId(2));
        var before = await user.Recommend(Ten);
        var results = await _shop.PostAsync(
            SampleShop.Event("n1", SampleShop.UserId(2), SampleShop.ProductId(31)),
            SampleShop.Event("n2", SampleShop.UserId(2), SampleShop.ProductId(33)),
            SampleShop.Event("n3", SampleShop.UserId(2), SampleShop.ProductId(35)));
        await user.CatchUp(results[^1].Position);

        var after = await user.Recommend(Ten);

        Assert.Equal(before.ModelVersion, after.ModelVersion);
        Assert.True(after.Position > before.Position);
        Assert.True(
            after.Items.Count(item => item.Category == "Kitchen > Mugs")
            > before.Items.Count(item => item.Category == "Kitchen > Mugs"));
    }

    [Fact]
    public async Task Recommend_NewShopper_FirstPurchaseMakesItPersonal()
    {
        var user = _shop.User("u-new");
        var before = await user.Recommend(Ten);
        var results = await _shop.PostAsync(SampleShop.Event("first", "u-new", SampleShop.ProductId(7)));
        await user.CatchUp(results[0].Position);

        var after = await user.Recommend(Ten);

        Assert.Equal(RecommendationSource.Popularity, before.Source);
        Assert.Equal(RecommendationSource.Collaborative, after.Source);
        Assert.DoesNotContain(SampleShop.ProductId(7), after.Items.Select(item => item.ProductId));
        Assert.True(after.Items.Count(item => item.Category == "Kitchen > Mugs") >= 8);
    }

    [Fact]
    public async Task Recommend_Rebuilt_EqualsTheOneThatNeverSlept()
    {
        var results = await _shop.PostAsync(
            SampleShop.Event("r1", SampleShop.UserId(6), SampleShop.ProductId(9)),
            SampleShop.Event("r2", SampleShop.UserId(6), SampleShop.ProductId(11), InteractionType.View));
        await _shop.User(SampleShop.UserId(6)).CatchUp(results[^1].Position);
        var awake = await _shop.User(SampleShop.UserId(6)).Recommend(Ten);

        await using var other = await ShopCluster.StartAsync();
        await SampleShop.FillAsync(other);
        await (await TrainedModel.FitAsync(other.Log)).PublishAsync(other);
        await other.AppendAsync(
            SampleShop.Event("r1", SampleShop.UserId(6), SampleShop.ProductId(9)),
            SampleShop.Event("r2", SampleShop.UserId(6), SampleShop.ProductId(11), InteractionType.View));
        var rebuilt = await other.User(SampleShop.UserId(6)).Recommend(Ten);

        Assert.Equal(awake.Items.Select(Line), rebuilt.Items.Select(Line));
        Assert.Equal(awake.Position, rebuilt.Position);
    }

    [Fact]
    public async Task Recommend_Filters_HoldForEveryProduct()
    {
        var answer = await _shop.User(SampleShop.UserId(2)).Recommend(
            Ten with { Count = 5, Category = "Kitchen", MinPrice = 15, MaxPrice = 40 });

        Assert.Equal(5, answer.Items.Length);
        Assert.Null(answer.ShortfallReason);
        Assert.All(answer.Items, item =>
        {
            Assert.Equal("Kitchen > Mugs", item.Category);
            Assert.InRange(item.Price!.Value, 15, 40);
        });
    }

    [Fact]
    public async Task Recommend_MoreThanTheFiltersLeave_SaysWhy()
    {
        var answer = await _shop.User(SampleShop.UserId(2)).Recommend(
            Ten with { Count = 30, Category = "Kitchen", ExcludeSeen = false });

        Assert.Equal(SampleShop.ProductCount / 2, answer.Items.Length);
        Assert.Contains("20 of 30", answer.ShortfallReason, StringComparison.Ordinal);
        Assert.Contains("Kitchen", answer.ShortfallReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recommend_ExcludeSeen_LeavesOutWhatWasBoughtOrRated()
    {
        var userId = SampleShop.UserId(2);
        var results = await _shop.PostAsync(
            SampleShop.Event("s1", userId, SampleShop.ProductId(38), InteractionType.Rating, score: 1),
            SampleShop.Event("s2", userId, SampleShop.ProductId(36), InteractionType.View));
        await _shop.User(userId).CatchUp(results[^1].Position);
        var seen = (await _shop.Log.ReadNewestByUserAsync(userId, 1_000))
            .Where(logged => logged.Interaction.Type is InteractionType.Purchase or InteractionType.Rating)
            .Select(logged => logged.Interaction.ProductId!)
            .ToHashSet(StringComparer.Ordinal);

        var answer = await _shop.User(userId).Recommend(Ten with { Count = SampleShop.ProductCount - seen.Count });

        Assert.Equal(SampleShop.ProductCount - seen.Count, answer.Items.Length);
        Assert.DoesNotContain(answer.Items, item => seen.Contains(item.ProductId));
        Assert.Contains(SampleShop.ProductId(36), answer.Items.Select(item => item.ProductId));
    }

    [Fact]
    public async Task Recommend_RightAfterASellOut_LeavesTheProductOut()
    {
        var user = _shop.User(SampleShop.UserId(2));
        var best = (await user.Recommend(Ten)).Items[0].ProductId;
        await _shop.Product(best).Patch(new ProductPatch { Stock = 0 });

        var soldOut = await user.Recommend(Ten);
        await _shop.Product(best).Patch(new ProductPatch { Stock = 3 });
        var restocked = await user.Recommend(Ten);

        Assert.DoesNotContain(best, soldOut.Items.Select(item => item.ProductId));
        Assert.Equal(10, soldOut.Items.Length);
        Assert.Equal(best, restocked.Items[0].ProductId);
    }

    [Fact]
    public async Task Recommend_RightAfterAPriceChange_ShowsAndFiltersByTheNewPrice()
    {
        var user = _shop.User(SampleShop.UserId(2));
        var best = (await user.Recommend(Ten)).Items[0].ProductId;
        await _shop.Product(best).Patch(new ProductPatch { Price = 999 });

        Assert.Equal(999, (await user.Recommend(Ten)).Items[0].Price);
        Assert.DoesNotContain(
            best, (await user.Recommend(Ten with { MaxPrice = 100 })).Items.Select(item => item.ProductId));
    }

    [Fact]
    public async Task Recommend_WithoutConsent_IsPopularity()
    {
        var user = _shop.User(SampleShop.UserId(2));
        await user.PutProfile(new UserProfile { ConsentsToPersonalization = false });

        var answer = await user.Recommend(Ten with { ExcludeSeen = false, Explain = true });
        var stranger = await _shop.User("u-stranger").Recommend(Ten);

        Assert.Equal(RecommendationSource.Popularity, answer.Source);
        Assert.Equal(stranger.Items.Select(Line), answer.Items.Select(Line));
        Assert.All(answer.Items, item => Assert.Empty(item.Because));
    }

    [Fact]
    public async Task Recommend_Explained_NamesThePastProducts()
    {
        var results = await _shop.PostAsync(
            SampleShop.Event("x1", "u-explain", SampleShop.ProductId(3)),
            SampleShop.Event("x2", "u-explain", SampleShop.ProductId(5)));
        await _shop.User("u-explain").CatchUp(results[^1].Position);

        var answer = await _shop.User("u-explain").Recommend(Ten with { Explain = true });

        Assert.All(answer.Items, item =>
        {
            Assert.Equal(["p003", "p005"], item.Because.Select(part => part.ProductId).Order());
            Assert.Contains("Product 3", item.Because.Select(part => part.Name));
            Assert.True(item.Because[0].Score >= item.Because[1].Score);
            Assert.Equal(item.Score, item.Because.Sum(part => part.Score), 1e-5);
        });
    }

    [Fact]
    public async Task Recommend_AfterErase_KnowsNothing()
    {
        var user = _shop.User(SampleShop.UserId(2));
        await user.Erase();

        Assert.Equal(RecommendationSource.Popularity, (await user.Recommend(Ten)).Source);
    }

    [Fact]
    public async Task Recommend_ProductDeleted_IsGone()
    {
        var user = _shop.User(SampleShop.UserId(2));
        var best = (await user.Recommend(Ten)).Items[0].ProductId;

        Assert.True(await _shop.Product(best).Delete());

        Assert.DoesNotContain(best, (await user.Recommend(Ten)).Items.Select(item => item.ProductId));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(RecommendationRequest.MaxCount + 1)]
    public async Task Recommend_CountOutOfRange_IsRefused(int count)
    {
        var refusal = await Assert.ThrowsAsync<AyniException>(
            () => _shop.User("u").Recommend(Ten with { Count = count }));

        Assert.Equal(ErrorCodes.Invalid, refusal.Code);
    }

    [Fact]
    public async Task Recommend_PriceBoundsSwapped_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<AyniException>(
            () => _shop.User("u").Recommend(Ten with { MinPrice = 2, MaxPrice = 1 }));

        Assert.Equal(ErrorCodes.Invalid, refusal.Code);
    }

    private static (string ProductId, double Score) Line(RecommendedProduct item) => (item.ProductId, item.Score);
}
