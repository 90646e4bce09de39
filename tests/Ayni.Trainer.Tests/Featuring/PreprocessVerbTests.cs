using System.Text.Json;
using Ayni.Data.Preprocessing;
using Ayni.Features.Definitions;
using Ayni.Trainer.Tests.CommandLine;
using Parquet;

namespace Ayni.Trainer.Tests.Featuring;

public sealed class PreprocessVerbTests
{
    private const string Encoding = """
        { "name": "bought", "target": { "column": "interaction_type", "equal_to": "purchase" },
          "sample": { "by": "stratified", "column": "interaction_type", "rows": 500 },
          "steps": [
            { "step": "target_encode", "columns": ["product_id"], "group": "user_id" },
            { "step": "impute", "with": "default", "types": ["count", "number", "money", "flag"] },
            { "step": "drop", "types": ["text"] }] }
        """;

    private static readonly string[] Shop =
        ["--users", "60", "--products", "40", "--events", "2000", "--days", "90"];

    [Fact]
    public async Task Preprocess_Default_WritesTwiceAlike()
    {
        using var workspace = new Workspace();
        var features = await FeaturesAsync(workspace);
        var (first, second) = (Path.Combine(workspace.Path, "one"), Path.Combine(workspace.Path, "two"));

        var run = await CommandLineRun.OfAsync("preprocess", "--features", features, "--out", first, "--json");
        var again = await CommandLineRun.OfAsync("preprocess", "--features", features, "--out", second);

        Assert.True(run.ExitCode == 0 && again.ExitCode == 0, run.Error + again.Error);
        foreach (var name in new[] { "interactions.train.parquet", "interactions.test.parquet", "pipeline.json" })
        {
            Assert.Equal(
                await File.ReadAllBytesAsync(Path.Combine(first, name)),
                await File.ReadAllBytesAsync(Path.Combine(second, name)));
        }

        var (names, rows) = await ShapeAsync(Path.Combine(first, "interactions.train.parquet"));
        Assert.Equal(run.Json.GetProperty("train_rows").GetInt64(), rows);
        Assert.Contains("timestamp_interaction", names);
        Assert.Contains("total_spend_user", names);
        Assert.DoesNotContain("encoded_product_category", names);
        Assert.Equal(FeatureSet.Version, run.Json.GetProperty("feature_set").GetString());
    }

    [Theory]
    [InlineData("users")]
    [InlineData("products")]
    public async Task Preprocess_Snapshot_IsAllTrainAndApplied(string table)
    {
        using var workspace = new Workspace();
        var features = await FeaturesAsync(workspace);
        var (fitted, applied) = (Path.Combine(workspace.Path, "fit"), Path.Combine(workspace.Path, "apply"));
        await CommandLineRun.OfAsync("preprocess", "--features", features, "--out", fitted, "--table", table);

        var run = await CommandLineRun.OfAsync(
            "preprocess", "--features", features, "--out", applied, "--table", table,
            "--fitted", Path.Combine(fitted, Preprocessor.PipelineName));

        Assert.True(run.ExitCode == 0, run.Error);
        var train = await ShapeAsync(Path.Combine(fitted, $"{table}.train.parquet"));
        var again = await ShapeAsync(Path.Combine(applied, $"{table}.parquet"));
        Assert.Equal(train.Names, again.Names);
        Assert.True(train.Rows > 0 && train.Rows == again.Rows);
        Assert.Equal(0, (await ShapeAsync(Path.Combine(fitted, $"{table}.test.parquet"))).Rows);
    }

    [Fact]
    public async Task Preprocess_TargetEncoding_AppliesToLaterRowsAlone()
    {
        using var workspace = new Workspace();
        var features = await FeaturesAsync(workspace);
        var (fitted, applied) = (Path.Combine(workspace.Path, "fit"), Path.Combine(workspace.Path, "apply"));
        var run = await CommandLineRun.OfAsync(
            "preprocess", "--features", features, "--out", fitted, "--json",
            "--pipeline", workspace.Write("ours.json", Encoding));
        Assert.True(run.ExitCode == 0, run.Error);

        var later = await CommandLineRun.OfAsync(
            "preprocess", "--features", features, "--out", applied, "--json",
            "--fitted", Path.Combine(fitted, Preprocessor.PipelineName));

        Assert.True(later.ExitCode == 0, later.Error);
        Assert.Equal(500, (await ShapeAsync(Path.Combine(fitted, "interactions.train.parquet"))).Rows);
        Assert.Equal(run.Json.GetProperty("train_rows").GetInt64(), later.Json.GetProperty("left_out").GetInt64());
        var test = await ShapeAsync(Path.Combine(fitted, "interactions.test.parquet"));
        var (names, rows) = await ShapeAsync(Path.Combine(applied, "interactions.parquet"));
        Assert.Equal(test.Rows, rows);
        Assert.Contains("product_id", names);
        Assert.Equal(
            ["product_id_target", "target"], names.Where(name => name.EndsWith("target", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Preprocess_OtherTable_IsRefused()
    {
        using var workspace = new Workspace();
        var features = await FeaturesAsync(workspace);
        var fitted = Path.Combine(workspace.Path, "fit");
        await CommandLineRun.OfAsync("preprocess", "--features", features, "--out", fitted);
        var stored = Path.Combine(fitted, Preprocessor.PipelineName);
        using (var pipeline = JsonDocument.Parse(await File.ReadAllTextAsync(stored)))
            Assert.Equal(FeatureSet.Version, pipeline.RootElement.GetProperty("feature_set").GetString());

        var other = await CommandLineRun.OfAsync(
            "preprocess", "--features", features, "--out", Path.Combine(workspace.Path, "x"), "--table", "users",
            "--fitted", stored);

        Assert.Equal(ExitCodes.Invalid, other.ExitCode);
        Assert.Contains("fitted on interactions, not on users", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("whole export", "--features", "nowhere", "--out", "x")]
    [InlineData("no file", "--features", "nowhere", "--out", "x", "--pipeline", "missing.json")]
    [InlineData("one of them", "--features", "f", "--out", "x", "--pipeline", "default", "--fitted", "p")]
    [InlineData("--table", "--features", "f", "--out", "x", "--table", "orders")]
    [InlineData("would be lost", "--features", "same", "--out", "./same")]
    public async Task Preprocess_BadUsage_IsSaid(string expected, params string[] args)
    {
        var run = await CommandLineRun.OfAsync(["preprocess", .. args]);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains(expected, run.Error + run.Out, StringComparison.Ordinal);
    }

    private static async Task<string> FeaturesAsync(Workspace workspace)
    {
        await CommandLineRun.OfAsync(["generate", "--data", workspace.Data, .. Shop]);
        var folder = Path.Combine(workspace.Path, "features");
        var run = await CommandLineRun.OfAsync("features", "--data", workspace.Data, "--out", folder);
        Assert.True(run.ExitCode == 0, run.Error);
        return folder;
    }

    private static async Task<(string[] Names, long Rows)> ShapeAsync(string path)
    {
        await using var reader = await ParquetReader.CreateAsync(path);
        return (
            [.. reader.Schema.GetDataFields().Select(field => field.Name)],
            reader.RowGroups.Sum(group => group.RowCount));
    }
}
