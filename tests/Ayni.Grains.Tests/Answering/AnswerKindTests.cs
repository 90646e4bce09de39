using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Answering;

/// <summary>The kinds of answers that a page asks for.</summary>
public sealed class AnswerKindTests : IAsyncLifetime
{
    private static readonly RecommendationRequest Page = new()
    {
        Scenario = ShippedScenarios.ProductPage,
        ContextProduct = "p002",
        Count = 8,
    };

    private ShopCluster _shop = null!;
    private TrainedModel _model = null!;

    public async Task InitializeAsync()
    {
        _shop = await ShopCluster.StartAsync();
        await SampleShop.FillAsync(_shop);
        _model = await TrainedModel.FitAsync(_shop.Log);
        await _model.PublishAsync(_shop);
    }

    public Task DisposeAsync() => _shop.DisposeAsync().AsTask();

    [Fact]
    public async Task Similar_OfTheSameShoppers_ComesFirst()
    {
        var answer = await _shop.Answers.Answer(Page);

        Assert.Equal(8, answer.Items.Length);
        Assert.DoesNotContain("p002", answer.Items.Select(item => item.ProductId));
        Assert.True(answer.Items.Count(item => item.Category == "Home > Lamps") >= 6);
        Assert.Equal(answer.Items.OrderByDescending(item => item.Score), answer.Items);
    }

    [Fact]
    public async Task Similar_WithFilters_KeepsThem()
    {
        var answer = await _shop.Answers.Answer(Page with { Category = "KITCHEN", MaxPrice = 20 });

        Assert.NotEmpty(answer.Items);
        Assert.All(answer.Items, item => Assert.True(item is { Category: "Kitchen > Mugs", Price: <= 20 }));
    }

    [Fact]
    public async Task Similar_OfWhatHardlyAnybodyMet_IsNotALikeness()
    {
        await _shop.Product("chance").Put(new Product { ProductId = "chance", Name = "Chance" });
        await _shop.AppendAsync(SampleShop.Event("c1", "u000", "chance"));
        await (await TrainedModel.FitAsync(_shop.Log, "v2")).PublishAsync(_shop);

        var answer = await _shop.Answers.Answer(Page with { ContextProduct = "chance" });

        Assert.Empty(answer.Items);
        Assert.NotNull(answer.ShortfallReason);
    }

    [Fact]
    public async Task Similar_UnknownProduct_IsNotFound()
    {
        var refusal = await Assert.ThrowsAsync<AyniException>(
            () => _shop.Answers.Answer(Page with { ContextProduct = "nothing" }));

        Assert.Equal(ErrorCodes.NotFound, refusal.Code);
    }

    [Fact]
    public async Task Similar_AllAtOnce_DoesNotBlock()
    {
        var answers = await Task.WhenAll(SampleShop.Products().Select(
            product => _shop.Answers.Answer(Page with { ContextProduct = product.ProductId, Count = 39 })));

        Assert.True(answers.Count(answer => answer.Items.Length > 10) > 30);
    }

    [Fact]
    public async Task Home_WhatLiesInTheCart_IsNotGiven()
    {
        var best = (await _shop.Answers.Answer(new RecommendationRequest { Scenario = "popular" })).Items[0].ProductId;

        var answer = await _shop.Answers.Answer(new RecommendationRequest { Scenario = "popular", Cart = [best] });

        Assert.DoesNotContain(best, answer.Items.Select(item => item.ProductId));
        Assert.Equal(10, answer.Items.Length);
    }

    [Fact]
    public async Task Home_JustPutIntoTheCart_DoesNotLead()
    {
        var user = _shop.User("cold");
        var best = (await user.Recommend(new RecommendationRequest())).Items[0].ProductId;
        var results = await _shop.PostAsync(
            SampleShop.Event("cart1", "cold", best, InteractionType.Cart, TimeProvider.System.GetUtcNow()));
        await user.CatchUp(results[0].Position);

        var after = await user.Recommend(new RecommendationRequest());

        Assert.DoesNotContain(best, after.Items.Select(item => item.ProductId));
    }

    [Fact]
    public async Task Cursor_PageAfterPage_GivesEachProductOnce()
    {
        var request = new RecommendationRequest { Count = 7, ExcludeSeen = false };
        var user = _shop.User(SampleShop.UserId(4));
        List<string> given = [];
        for (string? cursor = null; ;)
        {
            var page = await user.Recommend(request with { Cursor = cursor });
            given.AddRange(page.Items.Select(item => item.ProductId));
            if ((cursor = page.NextCursor) is null)
                break;
        }

        Assert.Equal(SampleShop.ProductCount, given.Count);
        Assert.Equal(given.Count, given.Distinct().Count());
        var whole = await user.Recommend(request with { Count = SampleShop.ProductCount });
        Assert.Equal(whole.Items.Select(item => item.ProductId), given);
    }

    [Fact]
    public async Task Among_AGivenList_IsRankedWhole()
    {
        string[] list = [.. Enumerable.Range(30, 10).Select(SampleShop.ProductId)];

        var answer = await _shop.User(SampleShop.UserId(2)).Recommend(
            new RecommendationRequest { Among = [.. list], ExcludeSeen = false });

        Assert.Equal(list, answer.Items.Select(item => item.ProductId).Order(StringComparer.Ordinal));
        Assert.Equal("Home > Lamps", answer.Items[0].Category);
    }

    [Fact]
    public async Task RecentlyViewed_IsNewestFirst()
    {
        var results = await _shop.PostAsync(
            SampleShop.Event("v1", "viewer", "p003", InteractionType.View),
            SampleShop.Event("v2", "viewer", "p009", InteractionType.View),
            SampleShop.Event("v3", "viewer", "p003", InteractionType.View),
            SampleShop.Event("v4", "viewer", "p011"));
        await _shop.User("viewer").CatchUp(results[^1].Position);

        var answer = await _shop.User("viewer").Recommend(new RecommendationRequest { Scenario = "recently_viewed" });

        Assert.Equal(["p003", "p009"], answer.Items.Select(item => item.ProductId));
    }

    [Fact]
    public async Task BuyAgain_WhatIsDue_ComesBeforeWhatWasJustBought()
    {
        var now = TimeProvider.System.GetUtcNow();
        List<Interaction> purchases = [];
        foreach (var (product, daysAgo) in new[] { ("p001", new[] { 90, 60, 30 }), ("p002", [66, 36, 6]) })
        {
            purchases.AddRange(daysAgo.Select(days => SampleShop.Event(
                $"{product}-{days}", "buyer", product, InteractionType.Purchase, now.AddDays(-days))));
        }

        var results = await _shop.PostAsync([.. purchases]);
        await _shop.User("buyer").CatchUp(results[^1].Position);

        var answer = await _shop.User("buyer").Recommend(
            new RecommendationRequest { Scenario = "buy_again", Explain = true });

        Assert.Equal(["p001", "p002"], answer.Items.Select(item => item.ProductId));
        Assert.True(answer.Items[0].Score > answer.Items[1].Score);
        Assert.Contains("30 días", answer.Items[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BuyAgain_OftenAndLately_ComesBeforeOnceAndLongAgo()
    {
        var now = TimeProvider.System.GetUtcNow();
        var results = await _shop.PostAsync(
            SampleShop.Event("o1", "basketeer", "p004", InteractionType.Purchase, now.AddDays(-40)),
            SampleShop.Event("o2", "basketeer", "p005", InteractionType.Purchase, now.AddDays(-30)),
            SampleShop.Event("o3", "basketeer", "p006", InteractionType.Purchase, now.AddDays(-30)),
            SampleShop.Event("o4", "basketeer", "p006", InteractionType.Purchase, now.AddDays(-10)));
        await _shop.User("basketeer").CatchUp(results[^1].Position);

        var again = await _shop.User("basketeer").Recommend(new RecommendationRequest { Scenario = "buy_again" });

        // Of nothing here is an interval known.
        Assert.Equal(["p006", "p005", "p004"], again.Items.Select(item => item.ProductId));
    }

    [Fact]
    public async Task NextBasket_OwnProducts_StandAmongNewOnes()
    {
        var now = TimeProvider.System.GetUtcNow();
        var results = await _shop.PostAsync(
            SampleShop.Event("n1", "regular", "p007", InteractionType.Purchase, now.AddDays(-20)),
            SampleShop.Event("n2", "regular", "p007", InteractionType.Purchase, now.AddDays(-10)));
        await _shop.User("regular").CatchUp(results[^1].Position);

        var answer = await _shop.User("regular").Recommend(
            new RecommendationRequest { Scenario = "next_basket", Count = 5 });

        Assert.Equal("p007", answer.Items[0].ProductId);
        Assert.Equal(5, answer.Items.Select(item => item.ProductId).Distinct().Count());
    }

    [Fact]
    public async Task Deals_AreDiscounted_AndNearWhatTheShopperLikesAndPays()
    {
        foreach (var product in (string[])["p010", "p011"])
            await _shop.Product(product).Patch(new ProductPatch { Price = 10, ListPrice = 20 });

        var answer = await _shop.User(SampleShop.UserId(2)).Recommend(
            new RecommendationRequest { Scenario = "deals", ExcludeSeen = false, Explain = true });

        Assert.Equal(["p010", "p011"], answer.Items.Select(item => item.ProductId));
        Assert.Contains("50 %", answer.Items[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_MoreThanThereIs_SaysWhoTookWhat()
    {
        var answer = await _shop.User(SampleShop.UserId(2)).Recommend(
            new RecommendationRequest { Count = 40, Patch = new ScenarioPatch { Filter = "product.price < 20" } });

        Assert.Contains(answer.Losses, loss => loss is { Rule: "filter", Products: 30 });
        Assert.Contains(answer.Losses, loss => loss.Rule == "seen");
        Assert.Contains($"{answer.Items.Length} of 40", answer.ShortfallReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_UnknownCategory_IsSaidWithTheNearest()
    {
        var answer = await _shop.User(SampleShop.UserId(2)).Recommend(
            new RecommendationRequest { Category = "Kichen" });

        Assert.Contains("Kitchen", Assert.Single(answer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_ABadFilter_SaysWhereAndWhatThereIs()
    {
        var refusal = await Assert.ThrowsAsync<FilterException>(() => _shop.User("u").Recommend(
            new RecommendationRequest { Patch = new ScenarioPatch { Filter = "product.prise < 3" } }));

        Assert.Contains("price", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_Explained_PartsTimesFactorsAreTheScore()
    {
        var request = new RecommendationRequest
        {
            Explain = true,
            Trace = true,
            Patch = new ScenarioPatch
            {
                Boosters = [new BoosterRule("product.price > 20 ? 1.5 : 0.5", "dear")],
                Sources = [new(SourceNames.Model, 1), new(SourceNames.Popular, 0.3)],
            },
        };

        var answer = await _shop.User(SampleShop.UserId(2)).Recommend(request);

        Assert.Equal(10, answer.Items.Length);
        Assert.All(answer.Items, item =>
        {
            var factors = item.Factors.Aggregate(1.0, (product, factor) => product * factor.Factor);
            Assert.Equal(item.Score, item.Parts.Sum(part => part.Score) * factors, 1e-6);
            Assert.NotEmpty(item.Reason!);
        });
        Assert.True(answer.Items.Select(item => item.Reason).Distinct().Count() > 3);
        Assert.Equal(10, answer.Trace.Count(candidate => candidate.Place is not null));
        Assert.All(answer.Trace, candidate => Assert.True(candidate.Place is null ^ candidate.DroppedBy is null));
    }

    [Fact]
    public async Task Scenario_Written_AnswersAtOnceOnEverySilo()
    {
        var written = await _shop.Scenarios.Put(ShippedScenarios.All["popular"] with
        {
            Pinned = [new PinnedProduct("p039", 2)],
            Count = 3,
        });

        var answer = await _shop.Answers.Answer(new RecommendationRequest { Scenario = "popular" });

        Assert.Equal(1, written.Version);
        Assert.Equal((3, 1), (answer.Items.Length, answer.ScenarioVersion));
        Assert.Equal("p039", answer.Items[1].ProductId);
        Assert.Equal(RecommendationSource.Pinned, answer.Items[1].Source);
    }

    [Fact]
    public async Task Scenario_Unknown_IsNotFoundAndSaysWhichThereAre()
    {
        var refusal = await Assert.ThrowsAsync<AyniException>(
            () => _shop.Answers.Answer(new RecommendationRequest { Scenario = "hom" }));

        Assert.Equal(ErrorCodes.NotFound, refusal.Code);
        Assert.Contains("home", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotation_WhatWasJustShown_Sinks()
    {
        var request = new RecommendationRequest { Count = 5, Patch = new ScenarioPatch { Rotation = 1 } };
        var user = _shop.User(SampleShop.UserId(7));
        var first = await user.Recommend(request);

        var second = await user.Recommend(request);

        Assert.Empty(first.Items.Select(item => item.ProductId)
            .Intersect(second.Items.Select(item => item.ProductId)));
    }

    [Fact]
    public async Task Variants_OnThePageOrInTheList_AreGivenOnce()
    {
        foreach (var product in (string[])["p000", "p004", "p006"])
            await _shop.Catalog.UpsertAsync([SampleShop.Products().Single(one => one.ProductId == product) with
            {
                ParentId = "family",
            }]);
        await _shop.Following.WhenApplied(new(0, await _shop.Catalog.GetHeadAsync()));

        var home = await _shop.User(SampleShop.UserId(2)).Recommend(
            new RecommendationRequest { Count = 30, ExcludeSeen = false });
        var page = await _shop.Answers.Answer(Page with { ContextProduct = "p000", Count = 15 });

        Assert.Single(home.Items, item => item.ParentId == "family");
        Assert.DoesNotContain(page.Items, item => item.ParentId == "family");
    }
}
