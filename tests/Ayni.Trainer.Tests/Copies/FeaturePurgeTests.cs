using System.Text.Json;
using Ayni.Data.Copies;
using Ayni.Data.Features;
using Ayni.Domain.Copies;
using Ayni.Preprocessing.Fitted;
using Ayni.Storage;
using Ayni.Trainer.Tests.CommandLine;
using Parquet;
using Parquet.Schema;

namespace Ayni.Trainer.Tests.Copies;

/// <summary>That erased shoppers leave files of features, and files made of those.</summary>
public sealed class FeaturePurgeTests : IDisposable
{
    private const string Nearest = """
        { "name": "near", "steps": [
            { "step": "impute", "with": "k_nearest", "by": ["total_interactions_user", "price_product"],
              "reference_rows": 200, "types": ["number", "money"] },
            { "step": "drop", "types": ["text"] }] }
        """;

    private const string ByShopper = """
        { "name": "shoppers", "target": { "column": "interaction_type", "equal_to": "purchase" },
          "steps": [
            { "step": "target_encode", "columns": ["user_id"] },
            { "step": "drop", "types": ["text"] }] }
        """;

    private static readonly string[] Shop =
        ["--users", "40", "--products", "30", "--events", "1500", "--days", "60"];

    private readonly Workspace _workspace = new();

    private string Features => Path.Combine(_workspace.Path, "features");

    private string Processed => Path.Combine(_workspace.Path, "processed");

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task CopiesPurge_ErasedShopper_LeavesFeaturesAndNothingElseChanges()
    {
        await RunAsync(["generate", "--data", _workspace.Data, .. Shop]);
        await RunAsync("features", "--data", _workspace.Data, "--out", Features);
        var before = await RowsAsync(Path.Combine(Features, "interactions.parquet"));
        var products = await File.ReadAllBytesAsync(Path.Combine(Features, "products.parquet"));
        var user = await EraseAsync();

        var run = await RunAsync("copies", "purge", "--data", _workspace.Data, "--json");

        var entry = run.Json.EnumerateArray().Single();
        Assert.Equal("purged", entry.GetProperty("outcome").GetString());
        Assert.Equal(1, entry.GetProperty("rows_removed").GetProperty("users.parquet").GetInt64());
        var after = await RowsAsync(Path.Combine(Features, "interactions.parquet"));
        Assert.Equal(before.Where(row => row["user_id"] != user).Select(Line), after.Select(Line));
        Assert.NotEqual(before.Count, after.Count);
        Assert.DoesNotContain(
            await RowsAsync(Path.Combine(Features, "users.parquet")), row => row["user_id"] == user);
        Assert.Equal(products, await File.ReadAllBytesAsync(Path.Combine(Features, "products.parquet")));
        await AssertManifestAsync();
        await AssertNowhereAsync(Features, user);
    }

    [Fact]
    public async Task CopiesPurge_FeaturesSince_LoseShoppersOfEarlierRowsToo()
    {
        await RunAsync(["generate", "--data", _workspace.Data, .. Shop]);
        await RunAsync("features", "--data", _workspace.Data, "--out", Features, "--since", "2027-06-01");
        Assert.Empty(await RowsAsync(Path.Combine(Features, "interactions.parquet")));
        var user = await EraseAsync();

        await RunAsync("copies", "purge", "--data", _workspace.Data);

        var left = await RowsAsync(Path.Combine(Features, "users.parquet"));
        Assert.True(left.Count > 10 && left.All(row => row["user_id"] != user));
    }

    [Fact]
    public async Task CopiesPurge_ShopperErasedInPart_LosesWhatWasWorkedOutFromIt()
    {
        await RunAsync(["generate", "--data", _workspace.Data, .. Shop]);
        await RunAsync("features", "--data", _workspace.Data, "--out", Features);
        string user;
        await using (var stores = await OpenAsync())
        {
            // As a guest who goes on while being merged: the later rows know of the erased ones.
            var first = (await stores.Log.ReadAsync(0, 1500)).First(row => row.Interaction.ProductId is not null);
            user = first.Interaction.UserId;
            await stores.Log.EraseUserAsOfAsync(user, first.Position);
        }

        await RunAsync("copies", "purge", "--data", _workspace.Data);

        await AssertNowhereAsync(Features, user);
    }

    [Theory]
    [InlineData("interactions")]
    [InlineData("users")]
    public async Task CopiesPurge_ErasedShopper_LeavesWhatWasPreprocessed(string table)
    {
        await PreprocessAsync("--table", table, "--pipeline", "default");
        var train = Path.Combine(Processed, $"{table}.train.parquet");
        var before = await RowsAsync(train);
        var user = await EraseAsync();

        var listed = await RunAsync("copies", "--data", _workspace.Data, "--json");
        await RunAsync("copies", "purge", "--data", _workspace.Data);
        var applied = await RunAsync(
            "preprocess", "--features", Features, "--out", Processed + "2", "--table", table,
            "--fitted", Path.Combine(Processed, "pipeline.json"));

        Assert.Equal(
            ["features", "preprocessed"],
            listed.Json.EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()));
        Assert.All(
            listed.Json.EnumerateArray(), entry => Assert.Equal(1, entry.GetProperty("erasures_within").GetInt64()));
        Assert.Equal(
            before.Where(row => row["user_id"] != user).Select(Line), (await RowsAsync(train)).Select(Line));
        await AssertNowhereAsync(Processed, user);
        Assert.Equal(0, applied.ExitCode);
    }

    [Fact]
    public async Task CopiesPurge_Neighbours_LoseRowsOfTheErased()
    {
        await PreprocessAsync("--pipeline", _workspace.Write("near.json", Nearest));
        var path = Path.Combine(Processed, "pipeline.json");
        var before = RowsOf(FittedPipeline.Parse(await File.ReadAllTextAsync(path)));
        await using (var stores = await OpenAsync())
        {
            var position = before[0].FirstPosition!.Value;
            await stores.Log.EraseUserAsync((await stores.Log.ReadAsync(position - 1, 1))[0].Interaction.UserId);
        }

        await RunAsync("copies", "purge", "--data", _workspace.Data);

        var after = RowsOf(FittedPipeline.Parse(await File.ReadAllTextAsync(path)));
        Assert.NotEmpty(after);
        Assert.Equal(
            before.Where(row => row.FirstPosition != before[0].FirstPosition).Select(row => row.Value),
            after.Select(row => row.Value));
    }

    [Fact]
    public async Task CopiesPurge_PipelineThatHoldsIds_GoesWhole()
    {
        await PreprocessAsync("--pipeline", _workspace.Write("shoppers.json", ByShopper));
        var user = await EraseAsync();

        await RunAsync("copies", "purge", "--data", _workspace.Data);

        Assert.False(File.Exists(Path.Combine(Processed, "pipeline.json")));
        await AssertNowhereAsync(Processed, user);
    }

    [Fact]
    public async Task CopiesPurge_StoppedBeforeTheManifest_MendsIt()
    {
        await RunAsync(["generate", "--data", _workspace.Data, .. Shop]);
        await RunAsync("features", "--data", _workspace.Data, "--out", Features);
        var manifest = await File.ReadAllTextAsync(Path.Combine(Features, "manifest.json"));
        var copy = await CopyAsync();
        var user = await EraseAsync();
        await RunAsync("copies", "purge", "--data", _workspace.Data);

        // As a kill leaves it: the files are purged, the manifest and the register know nothing of it.
        await File.WriteAllTextAsync(Path.Combine(Features, "manifest.json"), manifest);
        await using (var stores = await OpenAsync())
            await stores.Copies.CompleteAsync(copy.Id, copy.LogPosition!.Value, 0);
        await RunAsync("copies", "purge", "--data", _workspace.Data);

        await AssertManifestAsync();
        await AssertNowhereAsync(Features, user);
        Assert.Equal(0, (await CopyAsync()).ErasuresWithin);
    }

    [Fact]
    public async Task CopiesPurge_FeaturesOfAKilledWriter_AreDeletedAndOthersFilesStay()
    {
        await RunAsync(["generate", "--data", _workspace.Data, .. Shop]);
        await RunAsync("features", "--data", _workspace.Data, "--out", Features);
        File.Delete(Path.Combine(Features, "manifest.json"));
        await File.WriteAllTextAsync(Path.Combine(Features, "notes.txt"), "mine");
        await EraseAsync();

        await RunAsync("copies", "purge", "--data", _workspace.Data);

        Assert.Equal(["notes.txt"], Directory.EnumerateFileSystemEntries(Features).Select(Path.GetFileName));
        await using var stores = await OpenAsync();
        Assert.Empty(await stores.Copies.ReadAsync());
    }

    [Fact]
    public async Task Preprocess_FeaturesThatAreNotPurgedYet_HoldsWhomTheyHold()
    {
        await RunAsync(["generate", "--data", _workspace.Data, .. Shop]);
        await RunAsync("features", "--data", _workspace.Data, "--out", Features);
        var user = await EraseAsync();

        await RunAsync("preprocess", "--features", Features, "--out", Processed);
        var listed = await RunAsync("copies", "--data", _workspace.Data, "--json");
        await RunAsync("copies", "purge", "--data", _workspace.Data);

        Assert.All(
            listed.Json.EnumerateArray(), entry => Assert.Equal(1, entry.GetProperty("erasures_within").GetInt64()));
        await AssertNowhereAsync(Processed, user);
    }

    [Fact]
    public async Task Preprocess_FeaturesInNoRegister_IsDoneAndSaid()
    {
        await RunAsync(["generate", "--data", _workspace.Data, .. Shop]);
        await RunAsync("features", "--data", _workspace.Data, "--out", Features);
        File.Delete(Path.Combine(Features, CopyMarker.FileName));

        var run = await RunAsync("preprocess", "--features", Features, "--out", Processed);

        Assert.Contains("in no register", run.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Processed, CopyMarker.FileName)));
    }

    [Fact]
    public async Task Preprocess_FeaturesOfPostgres_AsksForTheRegister()
    {
        await RunAsync(["generate", "--data", _workspace.Data, .. Shop]);
        await RunAsync("features", "--data", _workspace.Data, "--out", Features);
        await File.WriteAllTextAsync(Path.Combine(Features, CopyMarker.FileName), "some-id\npostgresql\n");

        var run = await CommandLineRun.OfAsync("preprocess", "--features", Features, "--out", Processed);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains("--postgres CONN", run.Error, StringComparison.Ordinal);
    }

    private static string Line(Dictionary<string, string?> row) =>
        string.Join('|', row.OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => cell.Value));

    private static IReadOnlyList<NearRow> RowsOf(FittedPipeline pipeline) => pipeline.Columns
        .SelectMany(column => column.Steps).OfType<FittedNearest>().First(step => step.Rows.Count > 1).Rows;

    private static async Task<CommandLineRun> RunAsync(params string[] args)
    {
        var run = await CommandLineRun.OfAsync(args);
        Assert.True(run.ExitCode == 0, run.Error + run.Out);
        return run;
    }

    private static async Task AssertNowhereAsync(string folder, string user)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(
                await RowsAsync(path), row => row.TryGetValue("user_id", out var of) && of == user);
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain($"\"{user}\"", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }

    private static async Task<List<Dictionary<string, string?>>> RowsAsync(string path)
    {
        await using var reader = await ParquetReader.CreateAsync(path);
        var rows = new List<Dictionary<string, string?>>();
        for (var index = 0; index < reader.RowGroupCount; index++)
        {
            using var group = reader.OpenRowGroupReader(index);
            var start = rows.Count;
            rows.AddRange(Enumerable.Range(0, (int)group.RowCount).Select(_ => new Dictionary<string, string?>()));
            foreach (var field in reader.Schema.GetDataFields())
            {
                var cells = await CellsAsync(group, field);
                for (var row = 0; row < cells.Length; row++)
                    rows[start + row][field.Name] = cells[row];
            }
        }

        return rows;
    }

    private static Task<string?[]> CellsAsync(ParquetRowGroupReader group, DataField field) =>
        Type.GetTypeCode(Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType) switch
        {
            TypeCode.Int64 => CellsAsync<long>(group, field),
            TypeCode.Double => CellsAsync<double>(group, field),
            TypeCode.Decimal => CellsAsync<decimal>(group, field),
            TypeCode.Boolean => CellsAsync<bool>(group, field),
            TypeCode.DateTime => CellsAsync<DateTime>(group, field),
            _ => TextsAsync(group, field),
        };

    private static async Task<string?[]> TextsAsync(ParquetRowGroupReader group, DataField field)
    {
        var values = new string?[group.RowCount];
        await group.ReadAsync(field, values.AsMemory());
        return values;
    }

    private static async Task<string?[]> CellsAsync<T>(ParquetRowGroupReader group, DataField field)
        where T : struct
    {
        var values = new T?[group.RowCount];
        await group.ReadAsync<T>(field, values.AsMemory());
        return Array.ConvertAll(values, value => value is { } known ? FormattableString.Invariant($"{known}") : null);
    }

    private async Task PreprocessAsync(params string[] options)
    {
        await RunAsync(["generate", "--data", _workspace.Data, .. Shop]);
        await RunAsync("features", "--data", _workspace.Data, "--out", Features);
        await RunAsync(["preprocess", "--features", Features, "--out", Processed, .. options]);
    }

    private async Task AssertManifestAsync()
    {
        var manifest = JsonSerializer.Deserialize<FeatureManifest>(
            await File.ReadAllTextAsync(Path.Combine(Features, "manifest.json")), FeatureExport.ManifestJson)!;
        foreach (var file in manifest.Files)
        {
            var path = Path.Combine(Features, file.Name);
            Assert.Equal(
                await FeatureFile.OfAsync(path, (await RowsAsync(path)).Count, file.Columns, CancellationToken.None),
                file);
        }
    }

    private async Task<string> EraseAsync()
    {
        await using var stores = await OpenAsync();
        var user = (await stores.Log.ReadAsync(0, 1500))
            .First(row => row.Interaction.ProductId is not null).Interaction.UserId;
        await stores.Log.EraseUserAsync(user);
        return user;
    }

    private async Task<LogCopy> CopyAsync()
    {
        await using var stores = await OpenAsync();
        return (await stores.Copies.ReadAsync()).Single();
    }

    private Task<AyniStorage> OpenAsync() =>
        AyniStorage.OpenAsync(new StorageOptions { DataDirectory = _workspace.Data }, TimeProvider.System);
}
