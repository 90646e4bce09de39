using Ayni.Domain.Catalog;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Models;

namespace Ayni.Grains.Tests.Catalog;

/// <summary>The index against a plain search over everything.</summary>
public sealed class IndexTableTests
{
    private const int Items = 300;
    private const int Rank = 6;

    private static readonly ServedModel Model = new(RandomArtifact());
    private static readonly Product[] Catalogue = RandomCatalogue();

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(1_000)]
    public void Find_CatalogueInPagesOfAnySize_EqualsBruteForce(int pageSize)
    {
        var random = new Random(4);
        var table = TableOf(pageSize);
        foreach (var ranking in Enum.GetValues<IndexRanking>())
        {
            for (var trial = 0; trial < 20; trial++)
            {
                var query = RandomQuery(random, ranking);
                var answer = table.Find(query);

                var expected = BruteForce(query);
                Assert.Equal(expected.Take(query.Count), answer.Hits);
                Assert.Equal(expected.Count, answer.Eligible);
            }
        }
    }

    [Fact]
    public void CopyCatalogTo_ATableOfAnotherModel_EqualsReadingTheCatalogue()
    {
        var counted = IndexTable.Of(new IndexKey(null, 1), new PopularityCount(1, ["i7", "x3"], [1f, 0.5f]));
        counted.Apply(Changes(), Catalogue.Length);
        var copy = IndexTable.Of(new IndexKey("v1", 0), Model);

        counted.CopyCatalogTo(copy);

        var query = RandomQuery(new Random(5), IndexRanking.InnerProduct) with { Count = 40 };
        Assert.Equal(BruteForce(query).Take(40), copy.Find(query).Hits);
        Assert.Equal(Catalogue.Length, copy.Position);
    }

    [Fact]
    public void Apply_ChangeAtOrBeforeThePosition_IsIgnored()
    {
        var table = Counted("a", "b");
        table.Apply([Change(5, "a", Named("a")), Change(6, "b", Named("b"))], 6);

        table.Apply([Change(4, "a", Named("a") with { Stock = 0 })], 4);

        Assert.Equal(2, table.Find(Popularity(9)).Hits.Count);
        Assert.Equal(6, table.Position);
    }

    [Fact]
    public void Find_MoreNewProductsThanTheShortSegmentHolds_FindsAllInOrder()
    {
        var table = Counted("m");
        var ids = Enumerable.Range(0, 3 * IndexTable.MinTail).Select(n => $"n{n * 7919 % 10_000:D4}").ToArray();
        for (var n = 0; n < ids.Length; n++)
            table.Apply([Change(n + 1, ids[n], Named(ids[n]))], n + 1);

        var hits = table.Find(Popularity(2_000)).Hits;

        Assert.Equal(ids.Order(StringComparer.Ordinal), hits.Select(hit => hit.ProductId));
    }

    [Fact]
    public void Find_EqualScores_AreInOrdinalOrder()
    {
        var table = IndexTable.Of(new IndexKey(null, 1), new PopularityCount(1, ["B", "a"], [0.5f, 0.5f]));

        var hits = table.Find(Popularity(5)).Hits;

        Assert.Equal(["B", "a"], hits.Select(hit => hit.ProductId));
    }

    [Fact]
    public void Apply_NewProducts_AreFoundAndOldOnesKept()
    {
        var table = Counted("b", "d");
        string[] ids = ["e", "a", "c", "b"];
        table.Apply([.. ids.Select((id, n) => Change(n + 1, id, Named(id)))], 4);

        Assert.Equal(5, table.Count);
        Assert.Equal(["b", "a", "c", "e"], table.Find(Popularity(9)).Hits.Select(hit => hit.ProductId));
    }

    [Fact]
    public void Apply_DeletedOrSoldOut_IsNotFound()
    {
        var table = Counted("a", "b");
        table.Apply([Change(1, "a", Named("a")), Change(2, "b", Named("b"))], 2);

        table.Apply([Change(3, "a", null), Change(4, "b", Named("b") with { Stock = 0 })], 4);

        Assert.Empty(table.Find(Popularity(9)).Hits);
    }

    private static IndexQuery Popularity(int count) => new() { Ranking = IndexRanking.Popularity, Count = count };

    private static CatalogChange Change(long position, string id, Product? product) => new(position, id, product);

    // The first counts most.
    private static IndexTable Counted(params string[] ids) => IndexTable.Of(
        new IndexKey(null, 1),
        new PopularityCount(1, ids, [.. ids.Select((_, n) => 1f / (n + 1))]));

    private static Product Named(string id) => new() { ProductId = id, Name = id };

    private static CatalogChange[] Changes() =>
        [.. Catalogue.Select((product, n) => Change(n + 1, product.ProductId, product))];

    private static IndexTable TableOf(int pageSize)
    {
        var table = IndexTable.Of(new IndexKey("v1", 0), Model);
        foreach (var page in Changes().Chunk(pageSize))
            table.Apply(page, page[^1].Position);
        return table;
    }

    private static List<IndexHit> BruteForce(IndexQuery query) =>
    [
        .. Catalogue
            .Where(product => query.Filter.Admits(product) && !query.Excluded.Contains(product.ProductId))
            .Select(product => (product.ProductId, Item: Model.Artifact.IndexOf(product.ProductId)))
            .Where(product => query.Ranking == IndexRanking.Popularity || product.Item >= 0)
            .Select(product => new IndexHit(product.ProductId, Score(query, product.Item), true))
            .OrderByDescending(hit => hit.Score)
            .ThenBy(hit => hit.ProductId, StringComparer.Ordinal),
    ];

    private static float Score(IndexQuery query, int item)
    {
        if (query.Ranking == IndexRanking.Popularity)
            return item < 0 ? 0 : Model.Artifact.Popularity[item];

        // Small whole numbers: sums are exact in any order, and ties are common.
        var dot = query.Factor.Zip(Model.Artifact.FactorOf(item).ToArray(), (x, y) => x * y).Sum();
        if (query.Ranking == IndexRanking.InnerProduct)
            return dot * Scale(Model.Artifact.Popularity[item]);
        return dot == 0 ? 0 : dot / Model.Lengths[item];
    }

    private static float Scale(float popularity) =>
        popularity == 0 ? 1 : (float)Math.Pow(popularity / (double)Model.Artifact.Popularity.Max(), 0.5);

    private static IndexQuery RandomQuery(Random random, IndexRanking ranking) => new()
    {
        Ranking = ranking,
        Factor = [.. Enumerable.Range(0, Rank).Select(_ => (float)random.Next(-3, 4))],
        Count = random.Next(1, 40),
        Filter = new CatalogFilter(
            random.Next(3) == 0 ? "C" + random.Next(4) : null,
            random.Next(3) == 0 ? random.Next(50) : null,
            random.Next(3) == 0 ? random.Next(50, 100) : null),
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
