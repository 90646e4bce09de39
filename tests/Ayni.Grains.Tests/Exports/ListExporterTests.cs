using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Exports;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Shops;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Tests.Exports;

/// <summary>Everybody's lists at once, beside what each shopper's own grain answers.</summary>
public sealed class ListExporterTests
{
    [Theory]
    [InlineData("home", 5)]
    [InlineData("home", 38)]
    [InlineData("popular", 7)]
    [InlineData("trending", 7)]
    [InlineData("filtered", 6)]
    [InlineData("families", 6)]
    [InlineData("counted", 6)]
    [InlineData("purchases", 8)]
    [InlineData("mixed", 10)]
    [InlineData("unlike", 6)]
    [InlineData("lifted", 6)]
    [InlineData("again", 6)]
    public async Task OpenAsync_EveryShopper_GivesWhatTheirOwnAnswerGives(string scenario, int count)
    {
        await using var shop = await StartAsync();

        var lists = await ReadAsync(shop, new ListOrder { Scenario = scenario, Count = count });

        Assert.Equal(SampleShop.Users, lists.Count);
        foreach (var list in lists)
        {
            var own = await shop.User(list.UserId).Recommend(
                new RecommendationRequest { Scenario = scenario, Count = count });
            Assert.Equal(
                own.Items.Select(item => new ListedProduct(item.ProductId, item.Score)), list.Items);
        }
    }

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(0, 0.1)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    public async Task OpenAsync_ModelOfSeveralParts_GivesWhatTheirOwnAnswerGives(double als, double popularity)
    {
        await using var shop = await StartAsync(model => Blended(model, als, popularity));

        var lists = await ReadAsync(shop, new ListOrder { Count = 10 });

        foreach (var list in lists)
        {
            var own = await shop.User(list.UserId).Recommend(new RecommendationRequest { Count = 10 });
            Assert.Equal(
                own.Items.Select(item => new ListedProduct(item.ProductId, item.Score)), list.Items);
        }
    }

    [Theory]
    [InlineData(1, 0, "home", 10, 20)]
    [InlineData(1, 0.1, "home", 10, 6)]
    [InlineData(1, 0.1, "counted", 6, 3)]
    [InlineData(1, 0.1, "families", 30, 6)]
    [InlineData(1, 0.1, "mixed", 10, 6)]
    [InlineData(1, 0.1, "purchases", 8, 6)]
    [InlineData(1, 0.1, "plain", 8, 6)]
    [InlineData(1, 0.1, "unlike", 6, 6)]
    [InlineData(0, 0.1, "home", 10, 6)]
    [InlineData(0, 0, "again", 6, 6)]
    public async Task OpenAsync_Reranked_GivesWhatTheirOwnAnswerGives(
        double als, double popularity, string scenario, int count, int poolSize)
    {
        TrainedModel? model = null;
        await using var shop = await StartAsync(fitted => model = Blended(fitted, als, popularity));
        var order = new ListOrder { Scenario = scenario, Count = count };
        var before = await ReadAsync(shop, order);
        await SampleReranker.Of(model!.Artifact, poolSize: poolSize).PublishAsync(shop);

        var lists = await ReadAsync(shop, order);

        foreach (var list in lists)
        {
            var own = await shop.User(list.UserId).Recommend(
                new RecommendationRequest { Scenario = scenario, Count = count });
            Assert.Equal(
                own.Items.Select(item => new ListedProduct(item.ProductId, item.Score)), list.Items);
        }

        var isReranked = scenario is not ("mixed" or "purchases" or "plain");
        Assert.Equal(
            isReranked, before.Zip(lists).Any(pair => !pair.First.Items.SequenceEqual(pair.Second.Items)));
    }

    [Fact]
    public async Task OpenAsync_RerankerOfPopularityAlone_GivesWhatTheirOwnAnswerGives()
    {
        TrainedModel? model = null;
        await using var shop = await StartAsync(
            fitted => model = Weighed(fitted, new() { [PartNames.Popularity] = 1 }));
        await SampleReranker.Of(model!.Artifact, poolSize: 9).PublishAsync(shop);

        foreach (var list in await ReadAsync(shop, new ListOrder { Count = 10 }))
        {
            var own = await shop.User(list.UserId).Recommend(new RecommendationRequest { Count = 10 });
            Assert.Equal(
                own.Items.Select(item => new ListedProduct(item.ProductId, item.Score)), list.Items);
        }
    }

    [Fact]
    public async Task OpenAsync_NoModel_GivesPopularity()
    {
        await using var shop = await ShopCluster.StartAsync();
        await SampleShop.FillAsync(shop);

        var lists = await ReadAsync(shop, new ListOrder { Count = 4 });

        foreach (var list in lists)
        {
            var own = await shop.User(list.UserId).Recommend(new RecommendationRequest { Count = 4 });
            Assert.Equal(own.Items.Select(item => item.ProductId), list.Items.Select(item => item.ProductId));
        }
    }

    [Fact]
    public async Task OpenAsync_ShopperWithoutConsent_GetsWhatOthersWithoutGet()
    {
        await using var shop = await StartAsync();

        var lists = await ReadAsync(shop, new ListOrder { Scenario = "open", Count = 5 });

        var refused = lists.Where(list => RefusesPersonalization(list.UserId)).ToArray();
        Assert.Equal(6, refused.Length);
        Assert.All(refused, list => Assert.Equal(refused[0].Items, list.Items));
        Assert.NotEqual(refused[0].Items, lists.First(list => !RefusesPersonalization(list.UserId)).Items);
    }

    [Theory]
    [InlineData("rotating", "rotation")]
    [InlineData("moving", "momentum")]
    public async Task OpenAsync_ScenarioThatGrainsRemember_IsRefused(string scenario, string field)
    {
        await using var shop = await StartAsync();

        var refused = await Assert.ThrowsAsync<AyniException>(
            () => shop.Service<IListExporter>().OpenAsync(
                new ListOrder { Scenario = scenario }, CancellationToken.None));

        Assert.Equal(ErrorCodes.Invalid, refused.Code);
        Assert.Contains(field, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blocks_ReaderThatStops_EndsTheReadingOfTheLog()
    {
        await using var shop = await StartAsync();
        var export = await shop.Service<IListExporter>().OpenAsync(new ListOrder(), CancellationToken.None);
        using var leaving = new CancellationTokenSource();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in export.Blocks.WithCancellation(leaving.Token))
            {
            }
        });
    }

    private static bool RefusesPersonalization(string userId) => userId.EndsWith('7');

    private static async Task<List<ShopperList>> ReadAsync(ShopCluster shop, ListOrder order)
    {
        var export = await shop.Service<IListExporter>().OpenAsync(order, CancellationToken.None);
        List<ShopperList> lists = [];
        await foreach (var block in export.Blocks)
            lists.AddRange(block);
        return lists;
    }

    private static async Task<ShopCluster> StartAsync(Func<TrainedModel, TrainedModel>? change = null)
    {
        var shop = await ShopCluster.StartAsync();
        await SampleShop.FillAsync(shop);
        await shop.Catalog.UpsertAsync(
        [
            .. SampleShop.Products().Take(12).Select((product, index) => product with
            {
                ParentId = $"family{index / 3}",
                Brand = index % 2 == 0 ? "Café" : "cafe",
                Stock = index == 4 ? 0 : 5,
            }),
        ]);
        var fitted = await TrainedModel.FitAsync(shop.Log);
        await (change?.Invoke(fitted) ?? fitted).PublishAsync(shop);
        foreach (var scenario in Scenarios())
            await shop.Scenarios.Put(scenario);
        for (var user = 0; user < SampleShop.Users; user++)
        {
            if (RefusesPersonalization(SampleShop.UserId(user)))
            {
                await shop.User(SampleShop.UserId(user)).PutProfile(
                    new UserProfile { ConsentsToPersonalization = false });
            }
        }

        return shop;
    }

    private static TrainedModel Blended(TrainedModel model, double als, double popularity) => Weighed(
        model,
        new()
        {
            [PartNames.Als] = als,
            [PartNames.ItemKnn] = 0.4,
            [PartNames.Ease] = 0.3,
            [PartNames.Popularity] = popularity,
        });

    private static TrainedModel Weighed(TrainedModel model, Dictionary<string, double> weights)
    {
        var own = model.Artifact;
        return model with
        {
            Artifact = new ModelArtifact
            {
                Version = own.Version,
                Rank = own.Rank,
                ProductIds = own.ProductIds,
                ItemFactors = own.ItemFactors,
                Eigenvalues = own.Eigenvalues,
                Popularity = own.Popularity,
                Evidence = own.Evidence,
                Parts =
                [
                    Ring(PartNames.ItemKnn, own.ItemCount, 3),
                    Ring(PartNames.BoughtTogether, own.ItemCount, 5),
                    Ring(PartNames.Ease, own.ItemCount, 7),
                ],
                PartWeights = ModelArtifact.AlsAlone.Clear().AddRange(weights),
                Options = own.Options,
                ReferenceTime = own.ReferenceTime,
                AsOfPosition = own.AsOfPosition,
                CodeVersion = own.CodeVersion,
            },
        };
    }

    private static NeighbourPart Ring(string name, int items, int step)
    {
        var rows = Enumerable.Range(0, items).SelectMany(item => new[] { item, item }).ToArray();
        int[] columns = [.. rows.Select((item, entry) => (item + step + (entry % 2)) % items)];
        float[] values = [.. rows.Select((item, entry) => (entry % 2 == 0 ? 0.5f : -0.1f) / (1 + (item % 4)))];
        return new NeighbourPart(
            name, CsrMatrix.FromTriples(items, items, rows, columns, values), new HistoryWeighting());
    }

    private static IEnumerable<Scenario> Scenarios()
    {
        var home = ShippedScenarios.All[ShippedScenarios.Home];
        yield return home with { Name = "open", ExcludeSeen = [] };
        yield return home with
        {
            Name = "filtered",
            Filter = "product.price < 30",
            ExcludedProducts = ["p004"],
            ExcludedCategories = ["Kitchen > Mugs"],
        };
        yield return home with { Name = "families", AllowsVariants = true };
        yield return home with { Name = "counted", MaxPerCategory = 4, MaxPerBrand = 3 };
        yield return home with { Name = "purchases", Objective = Objective.Purchases };
        yield return home with
        {
            Name = "mixed",
            Sources = [new(SourceNames.Popular, 0.25), new(SourceNames.Model, 1)],
            MinScore = 0.05,
        };
        yield return home with { Name = "lately", Sources = [new(SourceNames.Popular, 1)], WindowDays = 90 };
        yield return home with { Name = "plain", Reranks = false };
        yield return home with { Name = "unlike", Diversity = 0.4 };
        yield return home with { Name = "lifted", Boosters = [new("product.price > 20 ? 2 : 1", "dear")] };
        yield return home with
        {
            Name = "again",
            ExcludeSeen = [new(InteractionType.Purchase, null)],
            Fallbacks = [SourceNames.BuyAgain],
        };
        yield return home with { Name = "rotating", Rotation = 0.5 };
        yield return home with { Name = "moving", Momentum = 1 };
    }
}
