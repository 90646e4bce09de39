using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Exports;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Exports;

/// <summary>Whom to write to, beside the scores that each shopper's own answer gives.</summary>
public sealed class AudienceFinderTests
{
    [Fact]
    public async Task FindAsync_OneProduct_OrdersAllWhoDidNotBuyItByTheirOwnScore()
    {
        await using var shop = await StartAsync();

        var audience = await FindAsync(shop, new AudienceOrder { ProductIds = ["p010"] });

        var expected = new List<AudienceMember>();
        foreach (var user in Enumerable.Range(0, SampleShop.Users).Select(SampleShop.UserId))
        {
            if (user.EndsWith('7') || await HasBoughtAsync(shop, user, "p010"))
                continue;
            expected.Add(new AudienceMember(user, await ScoreAsync(shop, user, "p010"), "p010"));
        }

        Assert.NotEmpty(expected);
        Assert.True(expected.Count < SampleShop.Users - 6);
        Assert.Equal(
            expected.OrderByDescending(member => member.Score).ThenBy(member => member.UserId, StringComparer.Ordinal),
            audience.Members);
        Assert.Equal(await shop.Log.GetHeadAsync(), audience.Position);
    }

    [Fact]
    public async Task FindAsync_Fewer_AreTheFirstOfAll()
    {
        await using var shop = await StartAsync();
        var all = await FindAsync(shop, new AudienceOrder { Filter = "product.price < 20" });

        var some = await FindAsync(shop, new AudienceOrder { Filter = "product.price < 20", Count = 7 });

        Assert.Equal(all.Members.Take(7), some.Members);
    }

    [Fact]
    public async Task FindAsync_Filter_ScoresTheMeanOfTheBest()
    {
        await using var shop = await StartAsync();

        var audience = await FindAsync(shop, new AudienceOrder { Filter = "product.price < 35" });

        foreach (var member in audience.Members.Take(5))
        {
            var own = await shop.User(member.UserId).Recommend(new RecommendationRequest
            {
                Count = AudienceOrder.MaxBest,
                ExcludeSeen = false,
                MaxPrice = 34.99m,
                Patch = new() { AllowsVariants = true, ExcludedProducts = [.. await BoughtAsync(shop, member.UserId)] },
            });
            Assert.Equal(own.Items[0].ProductId, member.ProductId);
            Assert.Equal(own.Items.Average(item => item.Score), member.Score, 1e-12);
        }
    }

    [Fact]
    public async Task FindAsync_NoModel_IsRefused()
    {
        await using var shop = await ShopCluster.StartAsync();
        await SampleShop.FillAsync(shop);

        var refused = await Assert.ThrowsAsync<AyniException>(
            () => FindAsync(shop, new AudienceOrder { ProductIds = ["p001"] }));

        Assert.Equal(ErrorCodes.Conflict, refused.Code);
    }

    [Fact]
    public async Task FindAsync_WrongOrder_IsRefused()
    {
        await using var shop = await StartAsync();

        foreach (var (order, code) in new (AudienceOrder, string)[]
        {
            (new AudienceOrder(), ErrorCodes.Invalid),
            (new AudienceOrder { ProductIds = ["p001"], Filter = "true" }, ErrorCodes.Invalid),
            (new AudienceOrder { ProductIds = ["p001"], Count = 0 }, ErrorCodes.Invalid),
            (new AudienceOrder { ProductIds = ["p001"], Count = AudienceOrder.MaxCount + 1 }, ErrorCodes.Invalid),
            (new AudienceOrder { Filter = "product.price <" }, ErrorCodes.Invalid),
            (new AudienceOrder { Filter = "user.segment == \"new\"" }, ErrorCodes.Invalid),
            (new AudienceOrder { ProductIds = ["p001", "nothing"] }, ErrorCodes.NotFound),
        })
        {
            var refused = await Assert.ThrowsAnyAsync<AyniException>(() => FindAsync(shop, order));
            Assert.Equal(code, refused.Code);
        }
    }

    private static Task<Audience> FindAsync(ShopCluster shop, AudienceOrder order) =>
        shop.Service<IAudienceFinder>().FindAsync(order, CancellationToken.None);

    private static async Task<double> ScoreAsync(ShopCluster shop, string userId, string productId)
    {
        var answer = await shop.User(userId).Recommend(new RecommendationRequest
        {
            Count = 1,
            Among = [productId],
            ExcludeSeen = false,
        });
        return answer.Items[0].Score;
    }

    private static async Task<IEnumerable<string>> BoughtAsync(ShopCluster shop, string userId) =>
        (await shop.Log.ReadNewestByUserAsync(userId, 1_000))
        .Where(row => row.Interaction.Type == InteractionType.Purchase)
        .Select(row => row.Interaction.ProductId!)
        .Distinct();

    private static async Task<bool> HasBoughtAsync(ShopCluster shop, string userId, string productId) =>
        (await BoughtAsync(shop, userId)).Contains(productId);

    private static async Task<ShopCluster> StartAsync()
    {
        var shop = await ShopCluster.StartAsync();
        await SampleShop.FillAsync(shop);
        await (await TrainedModel.FitAsync(shop.Log)).PublishAsync(shop);
        for (var user = 7; user < SampleShop.Users; user += 10)
        {
            await shop.User(SampleShop.UserId(user)).PutProfile(
                new UserProfile { ConsentsToPersonalization = false });
        }

        return shop;
    }
}
