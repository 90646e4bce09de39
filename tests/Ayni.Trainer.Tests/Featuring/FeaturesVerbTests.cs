using System.Text.Json;
using Ayni.Domain.Features;
using Ayni.Features.Definitions;
using Ayni.GrainInterfaces.Catalog;
using Ayni.GrainInterfaces.Features;
using Ayni.GrainInterfaces.Users;
using Ayni.Storage;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Tests.CommandLine;
using Parquet;
using Parquet.Schema;

namespace Ayni.Trainer.Tests.Featuring;

public sealed class FeaturesVerbTests
{
    private static readonly string[] Shop =
        ["--users", "60", "--products", "40", "--events", "2000", "--days", "90"];

    [Fact]
    public async Task Features_OfAShop_WritesFilesTwiceAlike()
    {
        using var workspace = new Workspace();
        Assert.Equal(0, (await CommandLineRun.OfAsync(["generate", "--data", workspace.Data, .. Shop])).ExitCode);
        var (first, second) = (Path.Combine(workspace.Path, "one"), Path.Combine(workspace.Path, "two"));

        var run = await CommandLineRun.OfAsync(
            "features", "--data", workspace.Data, "--out", first, "--check", "50", "--json");
        var again = await CommandLineRun.OfAsync(
            "features", "--data", workspace.Data, "--out", second, "--check", "50");

        Assert.True(run.ExitCode == 0 && again.ExitCode == 0, run.Error + again.Error);
        Assert.Equal(50, run.Json.GetProperty("checked").GetInt32());
        Assert.Contains("50 rows were worked out again", again.Out, StringComparison.Ordinal);
        foreach (var name in new[] { "interactions", "users", "products" })
        {
            Assert.Equal(
                await File.ReadAllBytesAsync(Path.Combine(first, $"{name}.parquet")),
                await File.ReadAllBytesAsync(Path.Combine(second, $"{name}.parquet")));
        }

        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(first, "manifest.json")));
        Assert.Equal(FeatureSet.Version, manifest.RootElement.GetProperty("feature_set").GetString());
        Assert.Equal(FeatureSet.All.Count, manifest.RootElement.GetProperty("features").GetArrayLength());
        await using var reader = await ParquetReader.CreateAsync(Path.Combine(first, "interactions.parquet"));
        Assert.Equal(FeatureSet.Version, reader.CustomMetadata["ayni.feature_set"]);
        Assert.Equal(
            run.Json.GetProperty("interactions").GetInt64(),
            reader.RowGroups.Sum(group => group.RowCount));
    }

    [Fact]
    public async Task Features_Since_WritesTheSameRowsFromThenOn()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(["generate", "--data", workspace.Data, .. Shop]);
        var (all, late) = (Path.Combine(workspace.Path, "all"), Path.Combine(workspace.Path, "late"));

        await CommandLineRun.OfAsync("features", "--data", workspace.Data, "--out", all);
        var run = await CommandLineRun.OfAsync(
            "features", "--data", workspace.Data, "--out", late, "--since", "2026-10-01");

        Assert.True(run.ExitCode == 0, run.Error);
        var spend = await CountsAsync(Path.Combine(all, "interactions.parquet"), "total_interactions_user");
        var lateSpend = await CountsAsync(Path.Combine(late, "interactions.parquet"), "total_interactions_user");
        Assert.InRange(lateSpend.Length, 1, spend.Length - 1);
        Assert.Equal(spend[^lateSpend.Length..], lateSpend);
    }

    [Theory]
    [InlineData("--out DIR", "features")]
    [InlineData("no time", "features", "--out", "x", "--as-of", "tomorrow")]
    [InlineData("no time zone", "features", "--out", "x", "--time-zone", "Lima")]
    [InlineData("no number of rows", "features", "--out", "x", "--check", "-1")]
    public async Task Features_BadUsage_IsSaid(string expected, params string[] args)
    {
        var run = await CommandLineRun.OfAsync(args);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains(expected, run.Error + run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Features_EmptyShop_IsSaid()
    {
        using var workspace = new Workspace();

        var run = await CommandLineRun.OfAsync(
            "features", "--data", workspace.Data, "--out", Path.Combine(workspace.Path, "out"));

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains("import or generate", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Features_List_IsTheDictionary()
    {
        var run = await CommandLineRun.OfAsync("features", "--list");

        Assert.Equal(0, run.ExitCode);
        Assert.All(FeatureSet.All, feature => Assert.Contains(feature.Name, run.Out, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Features_OnlineRetail_FilesHoldWhatTheGrainsAnswer()
    {
        var path = SharedData.Find("online-retail/online_retail.csv.gz");
        Skip.If(path is null, SharedData.AbsentReason);
        using var workspace = new Workspace();
        var folder = Path.Combine(workspace.Path, "features");
        await CommandLineRun.OfAsync("import", path!, "--mapping", "online-retail", "--data", workspace.Data);
        var run = await CommandLineRun.OfAsync(
            "features", "--data", workspace.Data, "--out", folder, "--since", "2011-12-09", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        var asOf = run.Json.GetProperty("as_of").GetDateTimeOffset();

        using var error = new StringWriter();
        var console = new TrainerConsole(error, error, false, TimeProvider.System);
        await using var silo = await SiloSession.StartAsync(
            new StorageOptions { DataDirectory = workspace.Data }, console, CancellationToken.None);
        var users = await AssertEqualAsync(
            Path.Combine(folder, "users.parquet"), "user_id", UserFeatures.All, every: 5,
            id => silo.Grains.GetGrain<IUserGrain>(id).GetFeatures(asOf, []));
        var products = await AssertEqualAsync(
            Path.Combine(folder, "products.parquet"), "product_id", ProductFeatures.All, every: 5,
            id => silo.Grains.GetGrain<IProductGrain>(id).GetFeatures(asOf));

        Assert.True(users > 800 && products > 700, $"{users} shoppers, {products} products compared");
    }

    // Always with those that did most: of them more happened than the grains hold.
    private static async Task<int> AssertEqualAsync(
        string path,
        string idColumn,
        IReadOnlyList<FeatureDefinition> definitions,
        int every,
        Func<string, Task<FeatureReading>> ask)
    {
        await using var reader = await ParquetReader.CreateAsync(path);
        var ids = await TextsAsync(reader, idColumn);
        var columns = new Dictionary<string, FeatureValue[]>(StringComparer.Ordinal);
        foreach (var definition in definitions)
            columns[definition.Name] = await ValuesAsync(reader, definition);
        var totals = columns[definitions.First(
            definition => definition.Name.StartsWith("total_interactions", StringComparison.Ordinal)).Name];
        var most = Enumerable.Range(0, ids.Length).OrderByDescending(row => totals[row].Number).Take(30);
        int[] rows = [.. most.Concat(Enumerable.Range(0, ids.Length).Where(row => row % every == 0)).Distinct()];
        foreach (var row in rows)
        {
            var reading = await ask(ids[row]!);
            foreach (var (name, online) in reading.Features)
            {
                Assert.True(
                    columns[name][row] == online, $"{ids[row]} {name}: file '{columns[name][row]}', grain '{online}'");
            }
        }

        return rows.Length;
    }

    private static async Task<FeatureValue[]> ValuesAsync(ParquetReader reader, FeatureDefinition definition) =>
        definition.Kind switch
        {
            FeatureKind.Count =>
                [.. (await NumbersAsync<long>(reader, definition.Name)).Select(FeatureValue.OfCount)],
            FeatureKind.Number =>
                [.. (await NumbersAsync<double>(reader, definition.Name)).Select(FeatureValue.OfNumber)],
            FeatureKind.Money =>
                [.. (await NumbersAsync<decimal>(reader, definition.Name)).Select(FeatureValue.OfMoney)],
            FeatureKind.Flag =>
                [.. (await NumbersAsync<bool>(reader, definition.Name)).Select(FeatureValue.OfFlag)],
            _ => [.. (await TextsAsync(reader, definition.Name)).Select(FeatureValue.OfText)],
        };

    private static async Task<long?[]> CountsAsync(string path, string column)
    {
        await using var reader = await ParquetReader.CreateAsync(path);
        return await NumbersAsync<long>(reader, column);
    }

    private static async Task<T?[]> NumbersAsync<T>(ParquetReader reader, string column)
        where T : struct
    {
        var values = new List<T?>();
        foreach (var (group, field) in Groups(reader, column))
        {
            var read = new T?[group.RowCount];
            await group.ReadAsync<T>(field, read.AsMemory());
            values.AddRange(read);
        }

        return [.. values];
    }

    private static async Task<string?[]> TextsAsync(ParquetReader reader, string column)
    {
        var values = new List<string?>();
        foreach (var (group, field) in Groups(reader, column))
        {
            var read = new string?[group.RowCount];
            await group.ReadAsync(field, read.AsMemory());
            values.AddRange(read);
        }

        return [.. values];
    }

    private static IEnumerable<(ParquetRowGroupReader Group, DataField Field)> Groups(
        ParquetReader reader, string column)
    {
        var field = reader.Schema.GetDataFields().Single(field => field.Name == column);
        for (var index = 0; index < reader.RowGroupCount; index++)
            yield return (reader.OpenRowGroupReader(index), field);
    }
}
