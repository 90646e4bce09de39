using Ayni.Domain.Interactions;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Answering;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Answering;

/// <summary>A shop where nearly everybody buys p000, and wholesalers, who are few, buy p009.</summary>
public sealed class SegmentAnswerTests : IAsyncLifetime
{
    private const string Everybodys = "p000";
    private const string Wholesale = "p009";
    private const int Retailers = 40;
    private const int Wholesalers = 12;

    private static readonly RecommendationRequest Home = new() { Count = 5, Explain = true };
    private static readonly UserProfile Wholesaler = new() { Segment = "wholesale" };

    private ShopCluster _shop = null!;

    public async Task InitializeAsync()
    {
        _shop = await ShopCluster.StartAsync();
        await _shop.Catalog.UpsertAsync(SampleShop.Products());
        await _shop.AppendAsync(
        [
            .. Enumerable.Range(0, Retailers).Select(n => SampleShop.Event($"r{n}", $"retailer{n}", Everybodys)),
            .. Enumerable.Range(0, Wholesalers).Select(n => SampleShop.Event($"w{n}", $"wholesaler{n}", Wholesale)),
        ]);
        for (var n = 0; n < Wholesalers; n++)
            await _shop.User($"wholesaler{n}").PutProfile(Wholesaler);
        await CountAsync();
    }

    public Task DisposeAsync() => _shop.DisposeAsync().AsTask();

    [Fact]
    public async Task Home_NewShopperOfASegment_IsWhatItsShoppersChose()
    {
        await _shop.User("new").PutProfile(Wholesaler);

        var answer = await _shop.User("new").Recommend(Home);

        Assert.Equal([Wholesale, Everybodys], answer.Items.Take(2).Select(item => item.ProductId));
        Assert.Equal(RecommendationSource.PopularInSegment, answer.Items[0].Source);
        Assert.Equal("Popular en Mugs entre clientes como tú", answer.Items[0].Reason);
        Assert.Equal(5, answer.Items.Length);
    }

    [Fact]
    public async Task Home_NewShopperWithAModel_IsOfTheSegmentToo()
    {
        await (await TrainedModel.FitAsync(_shop.Log)).PublishAsync(_shop);
        await _shop.User("new").PutProfile(Wholesaler);

        var answer = await _shop.User("new").Recommend(Home);

        Assert.Equal(Wholesale, answer.Items[0].ProductId);
        Assert.Equal(RecommendationSource.PopularInSegment, answer.Items[0].Source);
    }

    [Theory]
    [InlineData("retail", true)]
    [InlineData("wholesale", false)]
    [InlineData(null, true)]
    public async Task Home_NoCountedSegmentOrARefusal_IsPopularity(string? segment, bool consents)
    {
        await _shop.User("new").PutProfile(
            new UserProfile { Segment = segment, ConsentsToPersonalization = consents });

        var answer = await _shop.User("new").Recommend(Home);

        Assert.Equal(Everybodys, answer.Items[0].ProductId);
        Assert.Equal(RecommendationSource.Popularity, answer.Items[0].Source);
        Assert.Empty(answer.Warnings);
    }

    [Fact]
    public async Task Popular_SegmentAskedFor_IsItsOwn()
    {
        var request = Home with { Scenario = "popular", Language = "en" };

        var everybody = await _shop.Answers.Answer(request);
        var wholesale = await _shop.Answers.Answer(request with { Segment = "WHOLESALE" });

        Assert.Equal(Everybodys, everybody.Items[0].ProductId);
        Assert.Equal(Wholesale, wholesale.Items[0].ProductId);
        Assert.Equal("Popular in Mugs with shoppers like you", wholesale.Items[0].Reason);
        Assert.Empty(wholesale.Warnings);
    }

    [Fact]
    public async Task Popular_SegmentNobodyIsOf_IsEverybodysAndSaysSo()
    {
        var answer = await _shop.Answers.Answer(Home with { Scenario = "popular", Segment = "vip" });

        Assert.Equal(Everybodys, answer.Items[0].ProductId);
        Assert.Contains("'vip'", Assert.Single(answer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PopularInSegment_ShopperWithAHistory_IsTheirSegments()
    {
        var answer = await _shop.User("wholesaler0").Recommend(Home with { Scenario = "popular_in_segment" });

        Assert.Equal(Wholesale, answer.Items[0].ProductId);
    }

    [Fact]
    public async Task Count_SegmentOfFewAmongMany_LeavesOnePurchaseBehindTheBestSeller()
    {
        await AppendForWholesalersAsync("p030", 1);

        var answer = await _shop.Answers.Answer(Home with { Scenario = "popular", Segment = "wholesale" });

        Assert.Equal([Wholesale, Everybodys, "p030"], answer.Items.Take(3).Select(item => item.ProductId));
    }

    [Fact]
    public async Task Count_SegmentChanged_MovesWithTheShopper()
    {
        for (var n = 0; n < Wholesalers; n++)
            await _shop.User($"wholesaler{n}").PutProfile(new UserProfile { Segment = "partner" });
        await CountAsync();

        var before = await _shop.Answers.Answer(Home with { Scenario = "popular", Segment = "wholesale" });
        var after = await _shop.Answers.Answer(Home with { Scenario = "popular", Segment = "partner" });

        Assert.Single(before.Warnings);
        Assert.Equal(Wholesale, after.Items[0].ProductId);
    }

    [Fact]
    public async Task Count_ShoppersErasedOrRefusing_AreNotCounted()
    {
        for (var n = 0; n < Wholesalers - SegmentCounts.MinShoppers; n++)
            await _shop.User($"wholesaler{n}").Erase();
        await CountAsync();
        var enough = await _shop.Answers.Answer(Home with { Scenario = "popular", Segment = "wholesale" });
        await _shop.User($"wholesaler{Wholesalers - 1}").PutProfile(
            Wholesaler with { ConsentsToPersonalization = false });
        await CountAsync();
        var tooFew = await _shop.Answers.Answer(Home with { Scenario = "popular", Segment = "wholesale" });

        Assert.Empty(enough.Warnings);
        Assert.Single(tooFew.Warnings);
    }

    private async Task AppendForWholesalersAsync(string productId, int shoppers)
    {
        await _shop.AppendAsync(
        [
            .. Enumerable.Range(0, shoppers).Select(
                n => SampleShop.Event($"{productId}{n}", $"wholesaler{n}", productId, InteractionType.Purchase)),
        ]);
        await CountAsync();
    }

    private Task CountAsync() => _shop.Service<LogSegments>().CountAsync(CancellationToken.None);
}
