using System.Text.Json;
using System.Text.Json.Serialization;
using Ayni.Grains.Models;
using Ayni.Recommenders;

namespace Ayni.Trainer.Reranking;

/// <summary>A re-ranker on its way to the registry.</summary>
/// <param name="Study">What it was learnt in.</param>
/// <param name="Trees">Grown on all shoppers.</param>
/// <param name="Facts">What is known of the version's items.</param>
/// <param name="Options">How it was grown.</param>
/// <param name="TestPeriod">What was held out.</param>
/// <param name="Document">How it was judged.</param>
internal sealed record GrownReranker(
    RerankStudy Study,
    TreeEnsemble Trees,
    ItemFacts Facts,
    RerankOptions Options,
    TimeSpan TestPeriod,
    RerankDocument Document)
{
    private static readonly JsonSerializerOptions Lineage = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The re-ranker, with its lineage inside.</summary>
    public Reranker For(ModelArtifact model) => new(
        new RerankerHeader
        {
            ModelVersion = model.Version,
            Parts = [.. Study.PartNames],
            Weights = [.. Study.PartNames.Select(model.WeightOf)],
            PoolSize = Options.PoolSize,
            Lineage = JsonSerializer.Serialize(
                new { Options, TestDays = TestPeriod.TotalDays, Metrics = Document.Models }, Lineage),
        },
        Facts,
        Trees);
}
