using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Models;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Tests.Catalog;

/// <summary>
/// A model of random factors, and a catalogue of all its products and a hundred that it does not know.
/// </summary>
internal static class RandomShop
{
    public const int Items = 300;
    public const int Rank = 6;

    public static readonly string[] Brands = ["Ñandú", "Sol", "Río", "mar"];

    public static readonly ServedModel Model = NewModel();

    public static readonly IReadOnlyList<Product> Catalogue = RandomCatalogue();

    /// <summary>The model once more, with memory of its own.</summary>
    public static ServedModel NewModel() => new(RandomArtifact());

    public static CatalogChange[] Changes() =>
        [.. Catalogue.Select((product, n) => new CatalogChange(n + 1, product.ProductId, product))];

    /// <summary>A table that has read the catalogue in pages.</summary>
    public static IndexTable TableOf(int pageSize, ServedModel? model = null)
    {
        var table = IndexTable.Of(new IndexKey("v1", 0), model ?? Model);
        foreach (var page in Changes().Chunk(pageSize))
            table.Apply(page, page[^1].Position);
        return table;
    }

    /// <summary>A part in which every item has up to twelve neighbours by chance.</summary>
    public static NeighbourPart PartOf(string name, int items, Random random, HistoryWeighting weighting)
    {
        var (rows, columns, values) = (new List<int>(), new List<int>(), new List<float>());
        for (var item = 0; item < items; item++)
        {
            foreach (var other in Enumerable.Range(0, 12).Select(_ => random.Next(items)).Distinct())
            {
                if (other == item)
                    continue;
                rows.Add(item);
                columns.Add(other);
                values.Add(random.NextSingle() + 0.01f);
            }
        }

        return new NeighbourPart(
            name, CsrMatrix.FromTriples(items, items, [.. rows], [.. columns], [.. values]), weighting);
    }

    // Small whole numbers in the factors: sums are exact in any order, and ties are common.
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
            Eigenvalues = [.. Enumerable.Repeat(1.0, Rank)],
            Popularity = [.. productIds.Select(_ => random.Next(8) / 8f)],
            Parts =
            [
                PartOf(PartNames.ItemKnn, productIds.Length, new Random(3), new HistoryWeighting()),
                PartOf(
                    PartNames.BoughtTogether, productIds.Length, new Random(4),
                    new HistoryWeighting { WeightExponent = 0 }),
            ],
            PartWeights = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                new Dictionary<string, double>
                {
                    [PartNames.Als] = 1,
                    [PartNames.ItemKnn] = 0.5,
                    [PartNames.Popularity] = 0.25,
                }),
            Evidence = new ItemEvidence(
                [.. productIds.Select(_ => random.Next(3) == 0 ? float.NaN : random.Next(1, 60))],
                [.. productIds.Select(_ => random.Next(40))],
                [.. productIds.Select(_ => random.Next(40))])
            {
                Repeats = [.. productIds.Select((_, index) => 0.25f * (1 + (index % 13)))],
            },
            Options = ModelArtifactTests.Sample([]).Options,
            ReferenceTime = DateTimeOffset.UnixEpoch,
            AsOfPosition = 1,
            CodeVersion = "test",
        };
    }

    private static List<Product> RandomCatalogue()
    {
        var random = new Random(2);
        return
        [
            .. Model.Artifact.ProductIds.Concat(Enumerable.Range(0, 100).Select(extra => $"x{extra}"))
                .Select(id => RandomProduct(id, random)),
        ];
    }

    private static Product RandomProduct(string id, Random random)
    {
        decimal? price = random.Next(5) == 0 ? null : random.Next(100);
        return new Product
        {
            ProductId = id,
            Name = id,
            Category = random.Next(5) == 0 ? null : $"C{random.Next(4)} > D{random.Next(3)}",
            Brand = random.Next(4) == 0 ? null : Brands[random.Next(Brands.Length)],
            Price = price,
            ListPrice = price is { } now && random.Next(3) == 0 ? now + random.Next(40) : null,
            Currency = price is null ? null : "PEN",
            Stock = random.Next(6) == 0 ? 0 : random.Next(1, 9),
            IsActive = random.Next(6) != 0,
            ParentId = random.Next(3) == 0 ? $"f{random.Next(30)}" : null,
            Tags = TextSet.Of(Enumerable.Range(0, random.Next(3)).Select(_ => $"t{random.Next(5)}")),
            Stores = random.Next(5) == 0 ? TextSet.Of($"s{random.Next(2)}") : TextSet.Empty,
            AddedAt = DateTimeOffset.UnixEpoch.AddDays(random.Next(400)),
            Prices = price is null ? ViewPrices.Empty : RandomPrices(random),
        };
    }

    private static ViewPrices RandomPrices(Random random) => ViewPrices.Of(
        new ShopView[] { new("s1", null), new(null, "G1"), new("S1", "G1"), new(null, "g2") }
            .Where(_ => random.Next(4) == 0)
            .Select(view => new ViewPrice(view, random.Next(100), random.Next(2) == 0 ? null : random.Next(140))));
}
