using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Following;
using Ayni.Grains.Hosting;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Shops;
using Ayni.Testing;

namespace Ayni.Grains.Tests.Answering;

/// <summary>Answers of silos that hold parts of the catalogue each.</summary>
public sealed class SlicedClusterTests : IAsyncLifetime, IDisposable
{
    private static readonly RecommendationRequest[] Requests =
    [
        new() { Count = 10, Explain = true },
        new() { Count = 10, Scenario = "popular", Explain = true, MaxPrice = 50 },
        new() { Count = 5, Scenario = "product_page", ContextProduct = "p003", Explain = true },
        new() { Count = 5, Scenario = "home", Patch = new ScenarioPatch { Diversity = 0.5 } },
        new() { Count = 10, Scenario = "home", Among = ["p001", "p009", "p020", "p033", "p041"] },
        new() { Count = 5, Scenario = "cart", Cart = ["p002", "p010"], Explain = true },
    ];

    private readonly TemporaryFolder _folder = new();

    public async Task InitializeAsync()
    {
        await using var shop = await StartAsync(1, new IndexOptions());
        await shop.Catalog.UpsertAsync(SampleShop.Products());
        await shop.AppendAsync([.. SampleShop.Interactions()]);
        await (await TrainedModel.FitAsync(shop.Log)).PublishAsync(shop);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(2, 4, 1)]
    [InlineData(2, 3, 2)]
    public async Task Recommend_OverSilosWithParts_EqualsOneTable(short silos, int partitions, int replicas)
    {
        var expected = await AskAllAsync(1, new IndexOptions());

        var actual = await AskAllAsync(silos, Sliced(partitions, replicas));

        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), pair =>
        {
            Assert.NotEmpty(pair.First.Items);
            Assert.Equal(pair.First.Items.Select(Line), pair.Second.Items.Select(Line));
            Assert.Null(pair.Second.DegradedReason);
            Assert.Equal(pair.First.Warnings.AsEnumerable(), pair.Second.Warnings.AsEnumerable());
        });
    }

    [Fact]
    public async Task Recommend_VariantsSoldOutInAnyPart_EqualsOneTable()
    {
        var plain = await AskAllAsync(1, new IndexOptions());
        await using (var shop = await StartAsync(1, new IndexOptions()))
        {
            // One of each pair that much the same shoppers buy is sold out: the other one is given for what it got.
            await shop.Catalog.UpsertAsync(
            [
                .. SampleShop.Products().Index().Select(product => product.Item with
                {
                    ParentId = $"pair {product.Index / 4} {product.Index % 2}",
                    Stock = product.Index % 4 < 2 ? 0 : 5,
                }),
            ]);
        }

        var expected = await AskAllAsync(1, new IndexOptions());
        var actual = await AskAllAsync(2, Sliced(7, 1));

        Assert.NotEqual(plain.SelectMany(answer => answer.Items).Select(Line), Lines(expected));
        Assert.Equal(Lines(expected), Lines(actual));

        static IEnumerable<string> Lines(IEnumerable<RecommendationAnswer> answers) =>
            answers.SelectMany(answer => answer.Items.Select(Line).Append(answer.DegradedReason ?? "whole"));
    }

    [Fact]
    public async Task Recommend_TwoSilosFourParts_EachHoldsHalfOfThem()
    {
        await using var shop = await StartAsync(2, Sliced(4, 1));
        await PlaceAsync(shop);

        var held = await Task.WhenAll(Enumerable.Range(0, 2).Select(silo => HeldAsync(shop, silo)));

        Assert.Equal([2, 2], held.Select(parts => parts.Length));
        Assert.Equal([0, 1, 2, 3], held.SelectMany(parts => parts).Order());
    }

    [Fact]
    public async Task Recommend_SiloOfSomePartsIsLost_AnswersOfTheOthersAndSaysSo()
    {
        await using var shop = await StartAsync(2, Sliced(4, 1));
        await PlaceAsync(shop);
        var request = new RecommendationRequest { Count = 20, Scenario = "popular" };
        var before = await AskAsync(shop, request);
        var slices = (await shop.Service<ServingModel>().GetTableAsync()).Slices!;

        await shop.Cluster.KillSiloAsync(shop.Cluster.Silos[1]);
        var after = await AskAsync(shop, request);

        Assert.Null(before.DegradedReason);
        Assert.Contains("2 of 4 parts", after.DegradedReason, StringComparison.Ordinal);
        Assert.Equal(
            before.Items.Select(item => item.ProductId)
                .Where(id => slices.Held.ContainsKey(slices.Partitions.Of(id))),
            after.Items.Select(item => item.ProductId).Where(id => before.Items.Any(item => item.ProductId == id)));

        await shop.Cluster.WaitForLivenessToStabilizeAsync();
        await shop.Service<SliceKeeper>().KeepAsync();
        var healed = await AskAsync(shop, request);

        Assert.Equal(4, (await HeldAsync(shop, 0)).Length);
        Assert.Equal(before.Items.Select(Line), healed.Items.Select(Line));
        Assert.Null(healed.DegradedReason);
    }

    [Fact]
    public async Task Recommend_ContextProductOfALostPart_AnswersOfTheOthersAndSaysSo()
    {
        await using var shop = await StartAsync(2, Sliced(4, 1));
        await PlaceAsync(shop);
        var slices = (await shop.Service<ServingModel>().GetTableAsync()).Slices!;
        var lost = SampleShop.Products().Select(product => product.ProductId)
            .First(id => !slices.Held.ContainsKey(slices.Partitions.Of(id)));

        await shop.Cluster.KillSiloAsync(shop.Cluster.Silos[1]);
        var answer = await AskAsync(
            shop, new RecommendationRequest { Count = 3, Scenario = "popular", ContextProduct = lost });

        Assert.Equal(3, answer.Items.Length);
        Assert.Contains("2 of 4 parts", answer.DegradedReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recommend_WithoutAModel_IsByCountsOverAllParts()
    {
        await using var shop = await ShopCluster.StartAsync(new ShopClusterOptions
        {
            Silos = 2,
            Grains = new AyniGrainsOptions { Following = new() { RunsByItself = false }, Index = Sliced(4, 1) },
        });
        await shop.Catalog.UpsertAsync(SampleShop.Products());
        await shop.AppendAsync(
            SampleShop.Event("1", "a", "p002"),
            SampleShop.Event("2", "b", "p002"),
            SampleShop.Event("3", "c", "p001"),
            SampleShop.Event("4", "d", "p009", InteractionType.View));
        await PlaceAsync(shop);

        var answer = await AskAsync(shop, new RecommendationRequest { Count = 4, Scenario = "popular" });

        Assert.Equal(["p002", "p001", "p009", "p000"], answer.Items.Select(item => item.ProductId));
        Assert.Equal([1, 0.5, 0.125], answer.Items.Take(3).Select(item => item.Score));
        Assert.Null(answer.DegradedReason);
    }

    [Fact]
    public async Task Recommend_SiloIsLostAndEachPartHasTwoHolders_AnswersAsBefore()
    {
        await using var shop = await StartAsync(2, Sliced(4, 2));
        await PlaceAsync(shop);
        var request = new RecommendationRequest { Count = 20, Scenario = "popular" };
        var before = await AskAsync(shop, request);

        await shop.Cluster.KillSiloAsync(shop.Cluster.Silos[1]);
        var after = await AskAsync(shop, request);

        Assert.Equal(before.Items.Select(Line), after.Items.Select(Line));
        Assert.Null(after.DegradedReason);
    }

    [Fact]
    public async Task Publish_ANewVersion_AnswersOverAllPartsAtOnce()
    {
        await using var shop = await StartAsync(2, Sliced(4, 1));
        await PlaceAsync(shop);
        var request = new RecommendationRequest { Count = 10 };
        var before = await shop.User(SampleShop.UserId(3)).Recommend(request);
        var next = await TrainedModel.FitAsync(
            shop.Log, "v2", TrainedModel.SmallOptions with { Rank = 5, ConfidenceScale = 10 });

        await next.PublishAsync(shop);
        var after = await shop.User(SampleShop.UserId(3)).Recommend(request);

        Assert.Equal(("v1", "v2"), (before.ModelVersion, after.ModelVersion));
        Assert.Null(after.DegradedReason);
        Assert.NotEqual(before.Items.Select(item => item.Score), after.Items.Select(item => item.Score));
        for (var silo = 0; silo < 2; silo++)
            Assert.Equal("v2", (await shop.Service<ServingModel>(silo).GetTableAsync()).Key.Version);
    }

    [Fact]
    public async Task Keep_SiloJoins_PartsMoveAndAnswersStay()
    {
        await using var shop = await StartAsync(1, Sliced(4, 1));
        var request = new RecommendationRequest { Count = 20, Scenario = "popular" };
        var before = await AskAsync(shop, request);
        Assert.Equal(4, (await HeldAsync(shop, 0)).Length);

        await shop.Cluster.StartAdditionalSiloAsync();
        await shop.Cluster.WaitForLivenessToStabilizeAsync();
        var between = await AskAsync(shop, request);
        await PlaceAsync(shop);
        var after = await AskAsync(shop, request);

        Assert.Equal([2, 2], (await Task.WhenAll(HeldAsync(shop, 0), HeldAsync(shop, 1))).Select(held => held.Length));
        Assert.Equal(before.Items.Select(Line), between.Items.Select(Line));
        Assert.Equal(before.Items.Select(Line), after.Items.Select(Line));
        Assert.Null(after.DegradedReason);
    }

    [Fact]
    public async Task Apply_ChangeOfAnotherSilosPart_CountsInTheNextAnswer()
    {
        await using var shop = await StartAsync(2, Sliced(4, 1));
        await PlaceAsync(shop);
        var request = new RecommendationRequest { Count = 40, Scenario = "popular" };
        var first = (await AskAsync(shop, request)).Items[0].ProductId;

        await shop.Catalog.UpsertAsync(
            [.. SampleShop.Products().Where(product => product.ProductId == first).Select(
                product => product with { Stock = 0 })]);
        for (var silo = 0; silo < 2; silo++)
            await shop.Service<SiloFollower>(silo).PollAsync();
        var after = await AskAsync(shop, request);

        Assert.DoesNotContain(first, after.Items.Select(item => item.ProductId));
    }

    private static IndexOptions Sliced(int partitions, int replicas) => new()
    {
        Partitions = partitions,
        Replicas = replicas,
        Deadline = TimeSpan.FromSeconds(10),
    };

    private static string Line(RecommendedProduct item) =>
        $"{item.ProductId} {item.Score:R} {item.Source} {item.Reason} "
        + string.Join(", ", item.Parts.Select(part => $"{part.Name} {part.Score:R}"))
        + string.Join(", ", item.Because.Select(because => $"{because.ProductId} {because.Score:R}"));

    private static async Task<RecommendationAnswer> AskAsync(ShopCluster shop, RecommendationRequest request) =>
        await shop.Service<Recommender>().AnswerAsync(
            request,
            await shop.Service<ServingModel>().GetTableAsync(),
            ShopperFacts.Nobody,
            CancellationToken.None,
            asksGrains: false);

    // As by itself, but at once: new parts are loaded everywhere before any is let go.
    private static async Task PlaceAsync(ShopCluster shop)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            for (var silo = 0; silo < shop.Cluster.Silos.Count; silo++)
            {
                await shop.Service<ServingModel>(silo).GetTableAsync();
                await shop.Service<SliceKeeper>(silo).KeepAsync();
            }
        }
    }

    private static async Task<int[]> HeldAsync(ShopCluster shop, int silo) =>
        [.. (await shop.Service<ServingModel>(silo).GetTableAsync()).Slices!.Held.Keys];

    private async Task<IReadOnlyList<RecommendationAnswer>> AskAllAsync(short silos, IndexOptions index)
    {
        await using var shop = await StartAsync(silos, index);
        if (index.Partitions > 1)
            await PlaceAsync(shop);
        var answers = new List<RecommendationAnswer>();
        for (var user = 0; user < 8; user++)
        {
            foreach (var request in Requests)
                answers.Add(await shop.User(SampleShop.UserId(user)).Recommend(request));
        }

        return answers;
    }

    private Task<ShopCluster> StartAsync(short silos, IndexOptions index) => ShopCluster.StartAsync(
        new ShopClusterOptions
        {
            Silos = silos,
            DataDirectory = _folder.Path,
            Grains = new AyniGrainsOptions { Following = new() { RunsByItself = false }, Index = index },
        });
}
