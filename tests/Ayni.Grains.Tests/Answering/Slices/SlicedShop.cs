using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Content;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Catalog;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Tests.Answering;

/// <summary>The random shop with a model of all kinds of parts, whole and cut.</summary>
internal static class SlicedShop
{
    public static readonly IndexKey Key = new("v1", 0);

    public static readonly ModelArtifact Artifact = RandomArtifact();

    private static readonly CatalogChange[] Changes =
    [
        .. RandomShop.Catalogue.Select((product, n) => new CatalogChange(n + 1, product.ProductId, Described(product))),
    ];

    /// <summary>One table of all products.</summary>
    public static IndexTable Whole()
    {
        var table = IndexTable.Of(Key, new ServedModel(Artifact));
        table.Apply(Changes, Changes.Length);
        return table;
    }

    /// <summary>A table of some of so many parts.</summary>
    public static IndexTable Cut(int partitions, params int[] held)
    {
        var parts = new ProductPartitions(partitions);
        var (model, slices) = SlicedModel.Cut(Artifact, null, parts, held);
        var table = IndexTable.Of(Key, new TableSlices(parts, model, null));
        foreach (var (partition, slice) in slices)
        {
            Assert.True(table.TryAdmit(
                new TableSlice(partition, IndexTable.Of(Key, slice, table.Slices!), slice)));
        }

        foreach (var page in Changes.Chunk(40))
            table.Apply(page, page[^1].Position);
        return table;
    }

    /// <summary>What an answer about some products gathers.</summary>
    public static GatheredProducts Gather(IndexTable table, params string[] productIds) =>
        Gather(table, default(ShopView), productIds);

    /// <summary>The same of an answer that is asked from a view.</summary>
    public static GatheredProducts Gather(IndexTable table, ShopView view, string[] productIds)
    {
        GatheredSlice[] slices =
        [
            .. SliceScans.Gather(
                table, table.Slices!.Held.Keys, new GatherRequest { Whole = productIds, Live = [], View = view }),
        ];
        return new GatheredProducts(table, [.. slices.SelectMany(slice => slice.Products)], slices);
    }

    private static Product Described(Product product) => product with
    {
        Description = $"{product.Category} {product.Brand} {string.Join(' ', product.Tags)}",
    };

    private static ModelArtifact RandomArtifact()
    {
        var random = new Random(20261128);
        var small = RandomShop.Model.Artifact;
        var items = small.ItemCount;
        var factors = new float[items * RandomShop.Rank];
        for (var element = 0; element < factors.Length; element++)
            factors[element] = (random.NextSingle() * 2) - 1;
        var side = FixedSide.Of(factors, RandomShop.Rank, small.Options.UnobservedWeight);
        var content = CatalogContent.Fit(
            [.. RandomShop.Catalogue.Select(Described).OrderBy(product => product.ProductId, StringComparer.Ordinal)],
            new ContentTargets(small.ProductIds, factors, RandomShop.Rank, small.Evidence.Shoppers),
            null, 1, CancellationToken.None)!;
        return new ModelArtifact
        {
            Version = "v1",
            Rank = RandomShop.Rank,
            ProductIds = small.ProductIds,
            ItemFactors = factors,
            Eigenvalues = side.Eigenvalues.ToArray(),
            Popularity = small.Popularity,
            Parts =
            [
                RandomShop.PartOf(PartNames.ItemKnn, items, random, new HistoryWeighting { Normalization = 0.5 }),
                RandomShop.PartOf(
                    PartNames.Transitions, items, random, new HistoryWeighting { AgeExponent = 1, Newest = 10 }),
                RandomShop.PartOf(PartNames.BoughtTogether, items, random, new HistoryWeighting { WeightExponent = 0 }),
            ],
            PartWeights = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                new Dictionary<string, double>
                {
                    [PartNames.Als] = 0.7,
                    [PartNames.ItemKnn] = 0.4,
                    [PartNames.Transitions] = 0.3,
                    [PartNames.Popularity] = 0.1,
                }),
            Evidence = small.Evidence,
            Attachments = content.AddTo(small.Attachments),
            Options = small.Options with { PopularityExponent = 0.25 },
            ReferenceTime = DateTimeOffset.UnixEpoch.AddDays(400),
            AsOfPosition = 1,
            CodeVersion = "test",
        };
    }
}
