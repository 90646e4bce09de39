using System.Diagnostics;
using Ayni.Storage;
using Microsoft.Data.Sqlite;

namespace Ayni.Trainer.Tests.CommandLine;

/// <summary><c>backup</c> and <c>restore</c> as an operator uses them.</summary>
public sealed class BackupVerbTests
{
    private static readonly string[] SmallShop = ["--users", "150", "--products", "80", "--events", "9000"];

    [Fact]
    public async Task BackupThenRestore_TrainedShop_RecommendsTheSame()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(["generate", "--data", workspace.Data, .. SmallShop]);
        await CommandLineRun.OfAsync("train", "--data", workspace.Data, "--rank", "8", "--sweeps", "2", "--no-search");

        var backup = await CommandLineRun.OfAsync("backup", FileIn(workspace), "--data", workspace.Data, "--json");
        var check = await CommandLineRun.OfAsync("restore", FileIn(workspace), "--check");
        var restore = await CommandLineRun.OfAsync("restore", FileIn(workspace), "--data", Restored(workspace));

        Assert.Equal((0, 0, 0), (backup.ExitCode, check.ExitCode, restore.ExitCode));
        Assert.Equal(9_000, backup.Json.GetProperty("interactions").GetInt64());
        Assert.Equal(9_000, backup.Json.GetProperty("log_position").GetInt64());
        Assert.Equal("sqlite", backup.Json.GetProperty("database").GetString());
        Assert.StartsWith("Whole: ", check.Out, StringComparison.Ordinal);
        Assert.Contains("9,000 interactions up to position 9000, 80 products", restore.Out, StringComparison.Ordinal);
        Assert.Equal(await RecommendAsync(workspace.Data), await RecommendAsync(Restored(workspace)));
    }

    [Fact]
    public async Task Restore_IntoADirectoryInUse_IsRefusedWithTheRemedy()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(["generate", "--data", workspace.Data, .. SmallShop]);
        await CommandLineRun.OfAsync("backup", FileIn(workspace), "--data", workspace.Data);

        var run = await CommandLineRun.OfAsync("restore", FileIn(workspace), "--data", workspace.Data, "--json");

        Assert.Equal(ExitCodes.Conflict, run.ExitCode);
        Assert.Contains("is not empty: it has ayni.db", run.Error, StringComparison.Ordinal);
        Assert.Contains("Name a new directory by --data", run.Error, StringComparison.Ordinal);
        Assert.Equal("conflict", run.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Restore_ArchiveThatWasAltered_NamesThePartAndWritesNothing()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(["generate", "--data", workspace.Data, .. SmallShop]);
        await CommandLineRun.OfAsync("backup", FileIn(workspace), "--data", workspace.Data);
        var bytes = await File.ReadAllBytesAsync(FileIn(workspace));
        bytes[bytes.Length / 4] ^= 1;
        await File.WriteAllBytesAsync(FileIn(workspace), bytes);

        var run = await CommandLineRun.OfAsync("restore", FileIn(workspace), "--data", Restored(workspace));

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains("is damaged: tables/interactions.ndjson", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Restored(workspace)));
    }

    [Fact]
    public async Task Backup_WhereThereIsNoStore_SaysSoAndMakesNone()
    {
        using var workspace = new Workspace();

        var run = await CommandLineRun.OfAsync("backup", FileIn(workspace), "--data", workspace.Data);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains("There is no store in ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(workspace.Data) || File.Exists(FileIn(workspace)));
    }

    [Fact]
    public async Task Restore_TombstonesOfNothing_NamesWhatTheyMayBe()
    {
        using var workspace = new Workspace();

        var run = await CommandLineRun.OfAsync(
            "restore", FileIn(workspace), "--data", Restored(workspace), "--tombstones", "nowhere");

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains("--tombstones is 'nowhere'", run.Error, StringComparison.Ordinal);
        Assert.Contains("an archive, a data directory or a PostgreSQL", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_KilledHalfWay_LeavesAStoreThatNoVerbReadsUntilItIsRestoredAgain()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync("generate", "--data", workspace.Data, "--events", "300000");
        await CommandLineRun.OfAsync("backup", FileIn(workspace), "--data", workspace.Data);
        using (var process = Start("restore", FileIn(workspace), "--data", Restored(workspace)))
        {
            // A step's line is written when the next one begins: the interactions are on their way now.
            while (await process.StandardError.ReadLineAsync() is { } line)
                if (line.StartsWith("Restore imports", StringComparison.Ordinal))
                    break;
            process.Kill();
            await process.WaitForExitAsync();
            Assert.NotEqual(0, process.ExitCode);
        }

        foreach (var verb in new[] { "copies", "train", "backup" })
        {
            string[] file = verb == "backup" ? [FileIn(workspace) + "2"] : [];
            var refused = await CommandLineRun.OfAsync([verb, .. file, "--data", Restored(workspace)]);
            Assert.Equal(ExitCodes.Conflict, refused.ExitCode);
            Assert.Contains(
                "This store is half restored: the restore of 'shop.zip'", refused.Error, StringComparison.Ordinal);
        }

        var again = await CommandLineRun.OfAsync("restore", FileIn(workspace), "--data", Restored(workspace));

        Assert.True(again.ExitCode == 0, again.Error);
        await using var stores = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = Restored(workspace) }, TimeProvider.System);
        Assert.Equal(300_000, (await stores.Log.ReadAsync(0, 1_000_000)).Count);
    }

    [Theory]
    [InlineData("copies")]
    [InlineData("train")]
    [InlineData("recommend", "--user", "u")]
    [InlineData("backup", "FILE")]
    public async Task Verbs_StoreOfANewerProgram_RefuseItWithBothVersionsInOneLine(params string[] verb)
    {
        using var workspace = new Workspace();
        var options = new StorageOptions { DataDirectory = workspace.Data };
        await using (await AyniStorage.OpenAsync(options, TimeProvider.System))
        {
        }

        await using (var connection = new SqliteConnection(
            $"Data Source={Path.Combine(workspace.Data, "ayni.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO schema_version (version, applied_at_ms) VALUES (999, 0)";
            await command.ExecuteNonQueryAsync();
        }

        var run = await CommandLineRun.OfAsync(
            [.. verb.Select(word => word == "FILE" ? FileIn(workspace) : word), "--data", workspace.Data]);

        Assert.Equal(ExitCodes.Conflict, run.ExitCode);
        Assert.Matches(
            "^The schema has version 999, and this program knows versions up to [0-9]+. Run the newer program, or "
            + "restore a backup made before the upgrade.\n$",
            run.Error);
    }

    private static string FileIn(Workspace workspace) => Path.Combine(workspace.Path, "shop.zip");

    private static string Restored(Workspace workspace) => Path.Combine(workspace.Path, "restored");

    private static async Task<string> RecommendAsync(string data)
    {
        var run = await CommandLineRun.OfAsync("recommend", "--data", data, "--user", "c000001", "-n", "10", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Json.GetProperty("items").GetRawText();
    }

    private static Process Start(params string[] args) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Ayni.Trainer.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
