using System.Security.Cryptography;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Models;
using Ayni.Grains.Models;
using Ayni.Recommenders;

namespace Ayni.Grains.Tests.Shops;

/// <summary>
/// A re-ranker of a few questions: the dearer half of the products comes first, then what is not the best of a part.
/// </summary>
/// <param name="Reranker">The re-ranker.</param>
/// <param name="Record">Its record.</param>
public sealed record SampleReranker(Reranker Reranker, RerankerVersion Record)
{
    public static SampleReranker Of(ModelArtifact model, string? version = null, int poolSize = 20)
    {
        var items = model.ItemCount;
        var labels = new ItemLabels(
            [.. Enumerable.Range(1, items).Select(price => (float)price)], new float[items], new int[items],
            new int[items], 0, []);
        string[] parts =
        [
            .. model.PartWeights.Where(part => part.Value > 0).Select(part => part.Key).Order(StringComparer.Ordinal),
        ];
        var events = new ShopperEvents(items, [0, 0], [], [], []);
        var facts = ItemFacts.Of(events, model.Evidence, labels);
        var header = new RerankerHeader
        {
            ModelVersion = version ?? model.Version,
            Parts = parts,
            Weights = [.. parts.Select(model.WeightOf)],
            PoolSize = poolSize,
        };
        var names = new CandidateFeatures(header.Parts, header.Weights, facts).Names;
        var reranker = new Reranker(header, facts, TreesOf(names, parts, items));
        return new SampleReranker(reranker, RecordOf(reranker));
    }

    /// <summary>A tree of one question each.</summary>
    private static TreeEnsemble TreesOf(IReadOnlyList<string> names, string[] parts, int items)
    {
        (string Feature, float Threshold, double Left, double Right)[] questions =
        [
            ("price_product", items / 2f, -1, 1),
            ("user_items", 6, -0.5, 0.5),
            .. parts.SelectMany((part, place) => new[]
            {
                ($"{part}_rank", 0.3f, 0.25 / (place + 1), -0.25 / (place + 1)),
                ($"{part}_score", 0.5f, -0.1 / (place + 1), 0.1 / (place + 1)),
            }),
        ];
        var trees = questions.Length;
        return new TreeEnsemble(
            names,
            [.. Enumerable.Range(0, trees).Select(tree => 3 * tree)],
            [.. questions.SelectMany(asked => new[] { names.ToList().IndexOf(asked.Feature), -1, -1 })],
            [.. questions.SelectMany(asked => new[] { asked.Threshold, 0, 0 })],
            [.. Enumerable.Range(0, trees).SelectMany(tree => new[] { (3 * tree) + 1, -1, -1 })],
            [.. Enumerable.Range(0, trees).SelectMany(tree => new[] { (3 * tree) + 2, -1, -1 })],
            [.. questions.SelectMany(asked => new[] { (asked.Left + asked.Right) / 2, asked.Left, asked.Right })]);
    }

    /// <summary>Writes it, and has the version re-ranked by it.</summary>
    public async Task PublishAsync(ShopCluster shop)
    {
        await WriteAsync(shop, Reranker.Header.ModelVersion);
        await shop.Registry.SetReranker(Reranker.Header.ModelVersion, Record, CancellationToken.None);
    }

    public async Task WriteAsync(ShopCluster shop, string version, byte[]? bytes = null)
    {
        var key = ModelKeys.Reranker(ModelNames.Default, version, Record.ContentHash);
        await shop.Models.WriteAsync(key, bytes ?? Reranker.ToSafeTensors());
    }

    private static RerankerVersion RecordOf(Reranker reranker) => new()
    {
        ContentHash = Convert.ToHexStringLower(SHA256.HashData(reranker.ToSafeTensors())),
        FeatureSet = CandidateFeatures.SetVersion,
        Engine = "none",
        Seed = 1,
        Trees = reranker.Trees.Trees,
        PoolSize = reranker.Header.PoolSize,
        TestDays = 30,
        Shoppers = 1,
        BlendNdcg = 0.1,
        Ndcg = 0.2,
        DifferenceLow = 0.05,
        DifferenceHigh = 0.15,
        Cutoff = 10,
        PublishedAt = SampleShop.Start,
        CodeVersion = "test",
    };
}
