using System.Security.Cryptography;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Models;
using Ayni.Grains.Models;
using Ayni.Recommenders;

namespace Ayni.Grains.Tests.Shops;

/// <summary>A re-ranker of one question, which puts the dearer half of the products first.</summary>
/// <param name="Reranker">The re-ranker.</param>
/// <param name="Record">Its record.</param>
public sealed record SampleReranker(Reranker Reranker, RerankerVersion Record)
{
    public static SampleReranker Of(ModelArtifact model, string? version = null)
    {
        var items = model.ItemCount;
        var labels = new ItemLabels(
            [.. Enumerable.Range(1, items).Select(price => (float)price)], new float[items], new int[items],
            new int[items], 0, []);
        var events = new ShopperEvents(items, [0, 0], [], [], []);
        var facts = ItemFacts.Of(events, model.Evidence, labels);
        var header = new RerankerHeader
        {
            ModelVersion = version ?? model.Version,
            Parts = [PartNames.Als],
            Weights = [1],
            PoolSize = 20,
        };
        var names = new CandidateFeatures(header.Parts, header.Weights, facts).Names;
        var trees = new TreeEnsemble(
            names, [0], [names.ToList().IndexOf("price_product"), -1, -1], [items / 2f, 0, 0], [1, -1, -1], [2, -1, -1],
            [0, -1, 1]);
        var reranker = new Reranker(header, facts, trees);
        return new SampleReranker(reranker, RecordOf(reranker));
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
