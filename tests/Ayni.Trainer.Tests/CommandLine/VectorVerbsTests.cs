using System.Text.Json;
using Ayni.Data.Features;
using Ayni.Recommenders;
using DuckDB.NET.Data;

namespace Ayni.Trainer.Tests.CommandLine;

/// <summary>The verbs that describe products by words and vectors, and re-rank them.</summary>
public class VectorVerbsTests
{
    [Fact]
    public async Task Keywords_Catalogue_ShowsWordsOfItsProducts()
    {
        using var workspace = new Workspace();
        await GenerateAsync(workspace);

        var run = await CommandLineRun.OfAsync("keywords", "--data", workspace.Data, "--rows", "5", "--json");
        var row = run.Json.GetProperty("rows")[0];
        var one = await CommandLineRun.OfAsync(
            "keywords", "--data", workspace.Data, "--product", row.GetProperty("product_id").GetString()!);
        var missing = await CommandLineRun.OfAsync("keywords", "--data", workspace.Data, "--product", "nothing");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(5, run.Json.GetProperty("rows").GetArrayLength());
        var word = row.GetProperty("product_description_keywords")[0].GetProperty("text").GetString()!;
        Assert.Contains(word, one.Out, StringComparison.Ordinal);
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("--product", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_AnyThreads_WritesTheSameFile()
    {
        using var workspace = new Workspace();
        await GenerateAsync(workspace);
        var (one, two) = (Path.Combine(workspace.Path, "1"), Path.Combine(workspace.Path, "2"));
        string[] args =
        [
            "embed", "--data", workspace.Data, "--method", "SkipGram", "--vector-dimensions", "8",
            "--vector-epochs", "2",
        ];

        var run = await CommandLineRun.OfAsync([.. args, "--out", one, "--threads", "1", "--json"]);
        await CommandLineRun.OfAsync([.. args, "--out", two, "--threads", "2"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(await File.ReadAllBytesAsync(one), await File.ReadAllBytesAsync(two));
        var embeddings = ItemEmbeddings.FromSafeTensors(await File.ReadAllBytesAsync(one));
        Assert.Equal((run.Json.GetProperty("products").GetInt32(), 8), (embeddings.Items, embeddings.Dimensions));
    }

    [Fact]
    public async Task Embed_Apply_FeaturesAfterWhatItKnowsHaveSimilarities()
    {
        using var workspace = new Workspace();
        await GenerateAsync(workspace);
        var folder = Path.Combine(workspace.Path, "features");

        var nothing = await CommandLineRun.OfAsync("embed", "--data", workspace.Data);
        var run = await CommandLineRun.OfAsync(
            "embed", "--data", workspace.Data, "--apply", "--before", "2026-08-01", "--json");
        var features = await CommandLineRun.OfAsync(
            "features", "--data", workspace.Data, "--out", folder, "--check", "20");

        Assert.Equal(2, nothing.ExitCode);
        Assert.Contains("--apply", nothing.Error, StringComparison.Ordinal);
        Assert.Equal((0, 0), (run.ExitCode, features.ExitCode));
        var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "manifest.json")));
        Assert.Equal(
            run.Json.GetProperty("applied").GetString(), manifest.RootElement.GetProperty("embeddings").GetString());
        var knownUntil = run.Json.GetProperty("known_until").GetDateTimeOffset();
        Assert.InRange(knownUntil, new(2026, 7, 31, 0, 0, 0, TimeSpan.Zero), new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero));
        var (known, first) = Similarities(Path.Combine(folder, FeatureExport.EventsName));
        Assert.InRange(known, 100, 20_000);
        Assert.True(first > knownUntil.UtcDateTime, $"A row of {first:O} knows what was done until {knownUntil:O}.");
    }

    [Fact]
    public async Task Rerank_Shop_MeasuresTheTreesAgainstTheBlend()
    {
        using var workspace = new Workspace();
        await GenerateAsync(workspace);

        var run = await CommandLineRun.OfAsync(
            "rerank", "--data", workspace.Data, "--test-days", "90", "--trees", "20", "--folds", "2", "--rank", "8",
            "--json");

        Assert.Equal(0, run.ExitCode);
        var models = run.Json.GetProperty("models").EnumerateArray()
            .Select(model => model.GetProperty("model").GetString()).ToList();
        Assert.Equal(["blend", "re-ranked"], models[^2..]);
        Assert.InRange(run.Json.GetProperty("largest_gap").GetDouble(), 0, 1e-9);
        Assert.InRange(run.Json.GetProperty("pool_recall").GetDouble(), 0.05, 1);
        Assert.All(run.Json.GetProperty("trees").EnumerateArray(), trees => Assert.InRange(trees.GetInt32(), 1, 21));
    }

    private static (long Known, DateTime First) Similarities(string events)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*), min(timestamp_interaction) "
            + $"from read_parquet('{events}') where embedding_similarity_user_product is not null";
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        return (reader.GetInt64(0), reader.GetDateTime(1));
    }

    private static async Task GenerateAsync(Workspace workspace)
    {
        var run = await CommandLineRun.OfAsync(
            "generate", "--data", workspace.Data, "--users", "500", "--products", "200", "--events", "20000");
        Assert.Equal(0, run.ExitCode);
    }
}
