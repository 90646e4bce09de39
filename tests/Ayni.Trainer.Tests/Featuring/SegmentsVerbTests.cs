using System.Text.Json;
using Ayni.Data.Preprocessing;
using Ayni.Domain.Interactions;
using Ayni.Features.Segments;
using Ayni.GrainInterfaces.Users;
using Ayni.Storage;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Tests.CommandLine;

namespace Ayni.Trainer.Tests.Featuring;

public sealed class SegmentsVerbTests
{
    private static readonly string[] Shop =
        ["--users", "80", "--products", "40", "--events", "3000", "--days", "90"];

    [Fact]
    public async Task Segments_OfAShop_PlacesEveryShopperOnceAndAlikeEachTime()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(["generate", "--data", workspace.Data, .. Shop]);
        var folder = Path.Combine(workspace.Path, "segments");

        var run = await CommandLineRun.OfAsync(
            "segments", "--data", workspace.Data, "--out", folder, "--clusters", "4", "--json");
        var again = await CommandLineRun.OfAsync("segments", "--data", workspace.Data, "--clusters", "4", "--json");

        Assert.True(run.ExitCode == 0 && again.ExitCode == 0, run.Error + again.Error);
        Assert.Equal(run.Out, again.Out);
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "user_segments.csv"));
        Assert.Equal(
            "user_id,user_segment_group,recency_score,frequency_score,monetary_score,cluster", lines[0].TrimEnd());
        Assert.Equal(lines.Length - 1, SumOf(run.Json.GetProperty("segments")));
        Assert.Equal(lines.Length - 1, SumOf(run.Json.GetProperty("clusters")));
        Assert.Equal(4, run.Json.GetProperty("clusters").GetArrayLength());
        Assert.All(lines[1..], line => Assert.True(RfmNames.IsKey(line.Split(',')[1]), line));
        Assert.All(
            run.Json.GetProperty("clusters").EnumerateArray(),
            cluster => Assert.NotEmpty(cluster.GetProperty("description").GetString()!));
    }

    [Fact]
    public async Task Segments_Apply_PutsShoppersInButNotThoseOfTheShopsOwn()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(["generate", "--data", workspace.Data, .. Shop]);
        var first = await CommandLineRun.OfAsync("segments", "--data", workspace.Data, "--clusters", "0", "--out",
            Path.Combine(workspace.Path, "out"));
        Assert.True(first.ExitCode == 0, first.Error);
        var lines = (await File.ReadAllLinesAsync(Path.Combine(workspace.Path, "out", "user_segments.csv")))[1..]
            .Select(line => line.Split(',')).ToArray();
        await WithGrainAsync(workspace, lines[0][0], user => user.PutProfile(new() { Segment = "wholesale" }));
        await WithGrainAsync(
            workspace, lines[1][0], user => user.PutProfile(new() { ConsentsToPersonalization = false }));
        await WithGrainAsync(workspace, lines[2][0], user => user.PutProfile(new() { Segment = "prospects" }));

        var run = await CommandLineRun.OfAsync(
            "segments", "--data", workspace.Data, "--clusters", "0", "--apply", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(lines.Length - 2, run.Json.GetProperty("applied").GetInt32());
        Assert.Equal(2, run.Json.GetProperty("kept").GetInt32());
        Assert.Equal("wholesale", await SegmentOfAsync(workspace, lines[0][0]));
        Assert.Null(await SegmentOfAsync(workspace, lines[1][0]));
        Assert.Equal(lines[2][1], await SegmentOfAsync(workspace, lines[2][0]));
        Assert.Equal(lines[3][1], await SegmentOfAsync(workspace, lines[3][0]));
    }

    [Fact]
    public async Task Features_AfterApply_HoldSegmentsAndKeywords()
    {
        using var workspace = new Workspace();
        var (out1, out2) = (Path.Combine(workspace.Path, "segments"), Path.Combine(workspace.Path, "features"));
        await CommandLineRun.OfAsync(["generate", "--data", workspace.Data, .. Shop]);
        var segments = await CommandLineRun.OfAsync(
            "segments", "--data", workspace.Data, "--clusters", "0", "--apply", "--out", out1, "--json");
        var keywords = await CommandLineRun.OfAsync(
            "keywords", "--data", workspace.Data, "--rows", "0", "--apply", "--json");

        var run = await CommandLineRun.OfAsync("features", "--data", workspace.Data, "--out", out2);

        Assert.True(segments.ExitCode == 0 && keywords.ExitCode == 0 && run.ExitCode == 0, run.Error);
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(out2, "manifest.json")));
        Assert.Equal(
            segments.Json.GetProperty("version").GetString(),
            manifest.RootElement.GetProperty("segment_cuts").GetString());
        Assert.Equal(
            keywords.Json.GetProperty("applied").GetString(),
            manifest.RootElement.GetProperty("keyword_counts").GetString());
        Assert.Equal(
            (await File.ReadAllLinesAsync(Path.Combine(out1, "user_segments.csv")))[1..]
                .Select(line => string.Join(',', line.Split(',')[..2])),
            await LinesAsync(out2, "users", "user_id", "user_segment_group"));
        var told = keywords.Json.GetProperty("rows").EnumerateArray().ToDictionary(
            row => row.GetProperty("product_id").GetString()!,
            row => string.Join(", ", row.GetProperty("product_description_keywords").EnumerateArray()
                .Select(keyword => keyword.GetProperty("text").GetString())));
        Assert.Equal(
            told.Keys.Order(IdOrder.Comparer).Select(id => $"{id},{told[id]}"),
            await LinesAsync(out2, "products", "product_id", "product_description_keywords"));
    }

    private static async Task<IEnumerable<string>> LinesAsync(
        string directory, string table, string idColumn, string column)
    {
        await using var file = await FeatureParquet.OpenAsync(directory, table, CancellationToken.None);
        var ids = await file.ReadAsync(file.Columns.Single(key => key.Name == idColumn), CancellationToken.None);
        var values = await file.ReadAsync(file.Columns.Single(key => key.Name == column), CancellationToken.None);
        return ids.Texts.Zip(values.Texts, (id, value) => $"{id},{value}");
    }

    [Theory]
    [InlineData("--clusters 1", "segments", "--clusters", "1")]
    [InlineData("--clusters 51", "segments", "--clusters", "51")]
    [InlineData("'fr'", "segments", "--language", "fr")]
    public async Task Segments_BadUsage_IsSaid(string expected, params string[] args)
    {
        var run = await CommandLineRun.OfAsync(args);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains(expected, run.Error + run.Out, StringComparison.Ordinal);
    }

    private static long SumOf(JsonElement groups) =>
        groups.EnumerateArray().Sum(group => group.GetProperty("shoppers").GetInt64());

    private static async Task<string?> SegmentOfAsync(Workspace workspace, string userId)
    {
        string? segment = null;
        await WithGrainAsync(workspace, userId, async user => segment = (await user.Get(0)).Profile.Segment);
        return segment;
    }

    private static async Task WithGrainAsync(Workspace workspace, string userId, Func<IUserGrain, Task> call)
    {
        using var error = new StringWriter();
        await using var silo = await SiloSession.StartAsync(
            new StorageOptions { DataDirectory = workspace.Data },
            new TrainerConsole(error, error, false, TimeProvider.System),
            CancellationToken.None);
        await call(silo.Grains.GetGrain<IUserGrain>(userId));
    }
}
