using Ayni.Domain.Catalog;
using Ayni.GrainInterfaces.Catalog;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Models;

namespace Ayni.Grains.Tests.Catalog;

/// <summary>Shards against a plain search over everything.</summary>
public sealed class ShardTableTests
{
    private const int Items = 300;
    private const int Rank = 6;

    private static readonly ServedModel Model = new(RandomArtifact());
    private static readonly Product[] Catalogue = RandomCatalogue();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Find_AnyNumberOfShards_EqualsBruteForce(int shards)
    {
        var random = new Random(4);
        foreach (var ranking in Enum.GetValues<ShardRanking>())
        {
            for (var trial = 0; trial < 20; trial++)
            {
                var query = RandomQuery(random, ranking);
                var answers = Enumerable.Range(0, shards).Select(shard => TableOf(shard, shards).Find(query)).ToArray();

                var expected = BruteForce(query);
                Assert.Equal(expected.Take(query.Count), ShardMerge.Top(answers, query.Count));
                Assert.Equal(expected.Count, answers.Sum(answer => answer.Eligible));
            }
        }
    }

    [Fact]
    public void Holds_EveryProduct_BelongsToExactlyOneShard()
    {
        var tables = Enumerable.Range(0, 5).Select(shard => TableOf(shard, 5)).ToArray();

        foreach (var product in Catalogue)
            Assert.Single(tables, table => table.Holds(product.ProductId));
    }

    [Fact]
    public void Find_EqualScores_AreInOrdinalOrder()
    {
        var table = new ShardTable(null, [("B", ShardRow.None, 0.5f), ("a", ShardRow.None, 0.5f)], _ => true);

        var hits = table.Find(Popularity(5)).Hits;

        Assert.Equal(["B", "a"], hits.Select(hit => hit.ProductId));
    }

    [Fact]
    public void Apply_NewProducts_AreFoundAndOldOnesKept()
    {
        var table = new ShardTable(null, [("b", ShardRow.None, 1f), ("d", ShardRow.None, 0.5f)], _ => true);
        table.Apply(new[] { "e", "a", "c", "b" }.Select(id => (id, (Product?)Named(id))));
        table.IsCatalogueEmpty = false;

        Assert.Equal(5, table.Count);
        Assert.Equal(["b", "a", "c", "e"], table.Find(Popularity(9)).Hits.Select(hit => hit.ProductId));
    }

    [Fact]
    public void Apply_DeletedOrSoldOut_IsNotFound()
    {
        var table = new ShardTable(null, [("a", ShardRow.None, 1f), ("b", ShardRow.None, 0.5f)], _ => true);
        table.Apply([("a", Named("a")), ("b", Named("b"))]);
        table.IsCatalogueEmpty = false;

        table.Apply([("a", null), ("b", Named("b") with { Stock = 0 })]);

        Assert.Empty(table.Find(Popularity(9)).Hits);
    }

    private static ShardQuery Popularity(int count) => new()
    {
        ModelName = "default",
        Ranking = ShardRanking.Popularity,
        Count = count,
    };

    private static Product Named(string id) => new() { ProductId = id, Name = id };

    private static ShardTable TableOf(int shard, int shards)
    {
        var table = ShardTableLoader.OfModel(Model, shard, shards);
        table.Apply(Catalogue
            .Where(product => table.Holds(product.ProductId))
            .Select(product => (product.ProductId, (Product?)product)));
        table.IsCatalogueEmpty = false;
        return table;
    }

    private static List<ShardHit> BruteForce(ShardQuery query) =>
    [
        .. Catalogue
            .Where(product => CatalogFilter.Of(query).Admits(product) && !query.Excluded.Contains(product.ProductId))
            .Select(product => (product.ProductId, Item: Model.Artifact.IndexOf(product.ProductId)))
            .Where(product => query.Ranking == ShardRanking.Popularity || product.Item >= 0)
            .Select(product => new ShardHit(product.ProductId, Score(query, product.Item), true))
            .OrderByDescending(hit => hit.Score)
            .ThenBy(hit => hit.ProductId, StringComparer.Ordinal),
    ];

    private static float Score(ShardQuery query, int item)
    {
        if (query.Ranking == ShardRanking.Popularity)
            return item < 0 ? 0 : Model.Artifact.Popularity[item];

        // Small whole numbers: sums are exact in any order, and ties are common.
        var dot = query.Factor.Zip(Model.Artifact.FactorOf(item).ToArray(), (x, y) => x * y).Sum();
        if (query.Ranking == ShardRanking.InnerProduct)
            return dot * Scale(Model.Artifact.Popularity[item]);
        return dot == 0 ? 0 : dot / Model.Lengths[item];
    }

    private static float Scale(float popularity) =>
        popularity == 0 ? 1 : (float)Math.Pow(popularity / (double)Model.Artifact.Popularity.Max(), 0.5);

    private static ShardQuery RandomQuery(Random random, ShardRanking ranking) => new()
    {
        ModelName = "default",
        Version = "v1",
        Ranking = ranking,
        Factor = [.. Enumerable.Range(0, Rank).Select(_ => (float)random.Next(-3, 4))],
        Count = random.Next(1, 40),
        Category = random.Next(3) == 0 ? "C" + random.Next(4) : null,
        MinPrice = random.Next(3) == 0 ? random.Next(50) : null,
        MaxPrice = random.Next(3) == 0 ? random.Next(50, 100) : null,
        Excluded = [.. Enumerable.Range(0, 10).Select(_ => Catalogue[random.Next(Catalogue.Length)].ProductId)],
    };

    private static ModelArtifact RandomArtifact()
    {
        var random = new Random(1);
        string[] productIds =
            [.. Enumerable.Range(0, Items).Select(item => $"i{item * 7 % 1000}").Order(StringComparer.Ordinal)];
        return new ModelArtifact
        {
            Version = "v1",
            Rank = Rank,
            ProductIds = productIds,
            ItemFactors = [.. Enumerable.Range(0, productIds.Length * Rank).Select(_ => (float)random.Next(-3, 4))],
            Eigenvalues = new double[Rank],
            Popularity = [.. productIds.Select(_ => random.Next(8) / 8f)],
            Options = ModelArtifactTests.Sample([]).Options with { PopularityExponent = 0.5 },
            ReferenceTime = DateTimeOffset.UnixEpoch,
            AsOfPosition = 1,
            CodeVersion = "test",
        };
    }

    // All of the model's products and a hundred that it does not know.
    private static Product[] RandomCatalogue()
    {
        var random = new Random(2);
        return
        [
            .. Model.Artifact.ProductIds.Concat(Enumerable.Range(0, 100).Select(extra => $"x{extra}"))
                .Select(id => new Product
                {
                    ProductId = id,
                    Name = id,
                    Category = random.Next(5) == 0 ? null : $"C{random.Next(4)} > D{random.Next(3)}",
                    Price = random.Next(5) == 0 ? null : random.Next(100),
                    Stock = random.Next(6) == 0 ? 0 : 3,
                    IsActive = random.Next(6) != 0,
                }),
        ];
    }
}
