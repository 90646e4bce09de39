using Ayni.Domain.Auditing;
using Ayni.Storage;

namespace Ayni.Trainer.Tests.CommandLine;

/// <summary>What the command line does to a shop stands in its audit trail.</summary>
public sealed class AuditTests
{
    [Fact]
    public async Task Verbs_ThatChangeOrExport_StandInTheTrailWithTheirEnds()
    {
        using var workspace = new Workspace();
        string[] data = ["--data", workspace.Data];
        var file = Path.Combine(workspace.Path, "shop.zip");
        var products = workspace.Write("products.csv", "id,name,price\np1,Olla,12.50\n");
        var mapping = workspace.Write(
            "mapping.json",
            """{"name":"m","products":{"currency":"PEN","columns":{"product":"id","name":"name","price":"price"}}}""");
        await CommandLineRun.OfAsync(["generate", .. data, "--users", "60", "--products", "40", "--events", "2000"]);
        await CommandLineRun.OfAsync(["import", "--products", products, "--mapping", mapping, .. data]);
        await CommandLineRun.OfAsync(["keys", "add", "page", "--scopes", "events", .. data]);
        var refused = await CommandLineRun.OfAsync(["keys", "revoke", "nobody", .. data]);
        await CommandLineRun.OfAsync(["keywords", "--apply", .. data]);
        await CommandLineRun.OfAsync(
            ["train", "--no-search", "--rank", "8", "--sweeps", "1", "--force", .. data]);
        await CommandLineRun.OfAsync(
            ["recommend", "--all", "--out", Path.Combine(workspace.Path, "lists.ndjson"), .. data]);
        await CommandLineRun.OfAsync(["keys", "list", .. data]);
        await CommandLineRun.OfAsync(["backup", file, .. data]);
        var restored = Path.Combine(workspace.Path, "restored");
        await CommandLineRun.OfAsync("restore", file, "--data", restored);

        var acts = await ReadAsync(workspace.Data);

        Assert.NotEqual(ExitCodes.Success, refused.ExitCode);
        Assert.Equal(
            [
                (AuditActs.ShopGenerate, null, AuditOutcome.Done),
                (AuditActs.ImportStart, "products.csv", AuditOutcome.Done),
                (AuditActs.KeyChange, "page", AuditOutcome.Done),
                (AuditActs.KeyChange, "nobody", AuditOutcome.Refused),
                (AuditActs.FeaturesApply, "keywords", AuditOutcome.Done),
                (AuditActs.TrainingStart, "default", AuditOutcome.Done),
                (AuditActs.RecommendationsExport, null, AuditOutcome.Done),
                (AuditActs.StoreBackup, file, AuditOutcome.Done),
            ],
            acts.Select(act => (act.Act, act.Target, act.Outcome)));
        Assert.All(acts, act => Assert.Equal(
            $"command line: {Environment.UserName}@{Environment.MachineName}", act.Actor));
        Assert.NotNull(acts.Single(act => act.Act == AuditActs.TrainingStart).Result);
        // The archive was written before its own act was.
        Assert.Equal(
            [.. acts.SkipLast(1).Select(act => act.Act), AuditActs.StoreRestore],
            (await ReadAsync(restored)).Select(act => act.Act));
    }

    private static async Task<List<AuditEntry>> ReadAsync(string data)
    {
        await using var stores = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = data }, TimeProvider.System);
        Assert.Null((await stores.Audit.VerifyAsync()).BrokenAt);
        return [.. (await stores.Audit.ReadAsync(new AuditQuery(), 100)).Reverse()];
    }
}
