using Ayni.Domain.Interactions;
using Ayni.Storage;

namespace Ayni.Trainer.Tests.CommandLine;

public sealed class RetentionVerbTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Retention_WithoutApply_TellsWhatWouldGoAndDeletesNothing()
    {
        using var workspace = new Workspace();
        await FillAsync(workspace);

        var run = await RunAsync(workspace, "--keep", "view=30d,purchase=400d");
        var json = await RunAsync(workspace, "--keep", "view=30d,purchase=400d", "--json");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Matches("view +30 days .* 2 +0 +never", run.Out);
        Assert.Contains("Nothing was deleted: 2 interactions would be.", run.Out, StringComparison.Ordinal);
        Assert.False(json.Json.GetProperty("applied").GetBoolean());
        Assert.Equal(2, json.Json.GetProperty("interactions").GetInt64());
        Assert.Equal("purchase=400d, view=30d", json.Json.GetProperty("rules").GetString());
        Assert.Equal(["v-1", "v-2", "v-3", "p-1"], await EventsAsync(workspace));
    }

    [Fact]
    public async Task Retention_Apply_DeletesAndTheNextOneKnowsTheRules()
    {
        using var workspace = new Workspace();
        await FillAsync(workspace);

        var run = await RunAsync(workspace, "--keep", "view=30d,purchase=400d", "--apply", "--json");
        var later = await RunAsync(workspace, "--json");

        var view = run.Json.GetProperty("types")[0];
        Assert.True(run.Json.GetProperty("applied").GetBoolean());
        Assert.Equal(("view", 2L, 2L), (
            view.GetProperty("type").GetString(), view.GetProperty("deleted").GetInt64(),
            view.GetProperty("deleted_in_all").GetInt64()));
        Assert.NotNull(view.GetProperty("ended_at").GetString());
        Assert.Equal(["v-3", "p-1"], await EventsAsync(workspace));
        Assert.Equal("purchase=400d, view=30d", later.Json.GetProperty("rules").GetString());
        Assert.Equal(0, later.Json.GetProperty("interactions").GetInt64());
        await using var stores = await OpenAsync(workspace);
        var act = Assert.Single(await stores.Audit.ReadAsync(new(), 10));
        Assert.Equal(("retention.apply", "view 2"), (act.Act, act.Result));
    }

    [Theory]
    [InlineData("--keep is not given")]
    [InlineData("--apply deletes by rules that are given", "--apply")]
    [InlineData("--keep:view is '0d'", "--keep", "view=0d")]
    [InlineData("--keep:view is '180'", "--keep", "view=180")]
    [InlineData("'View' is no type of interaction. Did you mean view?", "--keep", "View=3d")]
    [InlineData("--keep has 'view', which is no rule", "--keep", "view")]
    [InlineData("Keep return at least as long as purchase", "--keep", "return=3d")]
    public async Task Retention_BadRule_IsRefusedByName(string named, params string[] args)
    {
        using var workspace = new Workspace();

        var run = await RunAsync(workspace, args);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retention_TypeThatNobodyKnows_IsSaidAndHarmsNothing()
    {
        using var workspace = new Workspace();
        await FillAsync(workspace);

        var run = await RunAsync(workspace, "--keep", "veiw=1d", "--apply");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains("no interaction of the type 'veiw'. Did you mean view?", run.Error, StringComparison.Ordinal);
        Assert.Equal(4, (await EventsAsync(workspace)).Count);
    }

    private static async Task FillAsync(Workspace workspace)
    {
        await using var stores = await OpenAsync(workspace);
        await stores.Log.AppendAsync(
        [
            Event("v-1", InteractionType.View, 90), Event("v-2", InteractionType.View, 40),
            Event("v-3", InteractionType.View, 10), Event("p-1", InteractionType.Purchase, 90),
        ]);
    }

    private static Interaction Event(string id, InteractionType type, int daysAgo) => new()
    {
        EventId = id,
        UserId = "u",
        ProductId = "p",
        Type = type,
        Timestamp = Now.AddDays(-daysAgo),
    };

    private static async Task<IReadOnlyList<string>> EventsAsync(Workspace workspace)
    {
        await using var stores = await OpenAsync(workspace);
        return [.. (await stores.Log.ReadAsync(0, 100)).Select(row => row.Interaction.EventId)];
    }

    private static Task<AyniStorage> OpenAsync(Workspace workspace) => AyniStorage.OpenAsync(
        new StorageOptions { DataDirectory = workspace.Data }, TimeProvider.System);

    private static Task<CommandLineRun> RunAsync(Workspace workspace, params string[] args) =>
        CommandLineRun.OfAsync(["retention", .. args, "--data", workspace.Data]);
}
