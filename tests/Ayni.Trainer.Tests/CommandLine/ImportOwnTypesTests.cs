using Ayni.Storage;

namespace Ayni.Trainer.Tests.CommandLine;

public class ImportOwnTypesTests
{
    private const string Events =
        "cliente;producto;fecha;evento\nana;p1;2026-01-25 10:00;view\nana;p1;2026-01-25 10:01;Regalo\n"
        + "eva;p2;2026-01-26 11:30;regalo\n";

    [Fact]
    public async Task Import_OwnType_IsDeclaredOnceAndKnownToLaterImports()
    {
        using var workspace = new Workspace();
        var path = workspace.Write("e.csv", Events);
        var mapping = Path.Combine(workspace.Path, "map.json");
        string[] args = ["import", path, "--yes", "--data", workspace.Data, "--json"];

        var check = await CommandLineRun.OfAsync([.. args, "--check", "--own-type", "regalo=0.7"]);
        var untouched = !Directory.Exists(workspace.Data);
        var unknown = await CommandLineRun.OfAsync(args);
        var declared = await CommandLineRun.OfAsync(
            [.. args, "--own-type", "regalo=0.7", "--write-mapping", mapping]);
        var later = await CommandLineRun.OfAsync(args);
        var written = await File.ReadAllTextAsync(mapping);
        await File.WriteAllTextAsync(
            mapping, written.Replace("\"regalo\": 0.7", "\"regalo\": 3", StringComparison.Ordinal));
        var other = await CommandLineRun.OfAsync(
            "import", path, "--mapping", mapping, "--data", workspace.Data, "--json");

        Assert.All([check, unknown, declared, later, other], run => Assert.True(run.ExitCode == 0, run.Error));
        Assert.True(untouched);
        Assert.Equal(3, check.Json.GetProperty("preview").GetProperty("interactions").GetProperty("kept").GetInt32());
        Assert.Equal((1, 2), (Number(unknown, "appended"), Refused(unknown)));
        Assert.Equal((2, 1, 0), (Number(declared, "appended"), Number(declared, "duplicates"), Refused(declared)));
        Assert.Equal((0, 3, 0), (Number(later, "appended"), Number(later, "duplicates"), Refused(later)));
        Assert.Equal(3, Number(other, "duplicates"));
        Assert.Contains("'regalo' keeps the weight 0.7", other.Error, StringComparison.Ordinal);
        Assert.Equal(["", "regalo", "regalo"], await OwnNamesAsync(workspace));
    }

    [Fact]
    public async Task Import_OwnTypeWhileAServerHasTheData_SaysWhatToSendIt()
    {
        using var workspace = new Workspace();
        var path = workspace.Write("e.csv", Events);
        Directory.CreateDirectory(workspace.Data);
        await using var held = new FileStream(
            Path.Combine(workspace.Data, "silo.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var refused = await CommandLineRun.OfAsync(
            "import", path, "--yes", "--own-type", "regalo=0.7", "--data", workspace.Data);
        var others = await CommandLineRun.OfAsync("import", path, "--yes", "--data", workspace.Data);

        Assert.Equal((ExitCodes.Conflict, ExitCodes.Success), (refused.ExitCode, others.ExitCode));
        Assert.Contains(
            "PUT /v1/interaction-types/regalo {\"weight\": 0.7}", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_TypeThatNobodyHas_SaysHowToDeclareIt()
    {
        using var workspace = new Workspace();
        var path = workspace.Write("e.csv", "cliente;producto;fecha\nana;p1;2026-01-25 10:00\n");

        var run = await CommandLineRun.OfAsync(
            "import", path, "--yes", "--type", "regalo", "--data", workspace.Data);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains("--own-type regalo=0.5", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(workspace.Data));
    }

    private static int Number(CommandLineRun run, string member) => run.Json.GetProperty(member).GetInt32();

    private static int Refused(CommandLineRun run) =>
        run.Json.GetProperty("interactions").GetProperty("refused").GetInt32();

    private static async Task<string[]> OwnNamesAsync(Workspace workspace)
    {
        await using var stores = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = workspace.Data }, TimeProvider.System);
        var log = await stores.Log.ReadAsync(0, 10);
        return [.. log.Select(one => one.Interaction.CustomType ?? "").Order(StringComparer.Ordinal)];
    }
}
