using Ayni.Storage;

namespace Ayni.Trainer.Tests.CommandLine;

public class MartVerbTests
{
    private static readonly string[] Shop = ["--users", "40", "--products", "30", "--events", "1500", "--days", "60"];

    [Fact]
    public async Task Mart_OfAnImport_TellsItsFilesAndIsReproduced()
    {
        using var workspace = new Workspace();
        var csv = Path.Combine(workspace.Path, "csv");
        var mart = Path.Combine(workspace.Path, "mart");
        await CommandLineRun.OfAsync(["generate", "--csv", csv, .. Shop]);
        await CommandLineRun.OfAsync(
            "import", Path.Combine(csv, "events.csv"), "--products", Path.Combine(csv, "products.csv"),
            "--mapping", "ayni", "--data", workspace.Data);

        var made = await CommandLineRun.OfAsync("mart", "--out", mart, "--data", workspace.Data, "--json");
        var again = await CommandLineRun.OfAsync("mart", "reproduce", mart, "--data", workspace.Data, "--json");
        var whole = await CommandLineRun.OfAsync("mart", "verify", mart, "--json");

        Assert.True(made.ExitCode == 0, made.Error);
        Assert.Equal(1_500, made.Json.GetProperty("rows_read").GetInt64());
        Assert.Equal(
            ["events.csv interactions ayni 1 1500", "products.csv products ayni 1 30"],
            made.Json.GetProperty("imports").EnumerateArray().Select(import => string.Join(
                ' ', import.GetProperty("file_name"), import.GetProperty("target"), import.GetProperty("mapping"),
                import.GetProperty("first_position"), import.GetProperty("last_position"))));
        Assert.Equal((0, 0), (again.ExitCode, whole.ExitCode));
        Assert.Equal(
            made.Json.GetProperty("content_hash").GetString(), again.Json.GetProperty("hash_again").GetString());
    }

    [Fact]
    public async Task Verify_AChangedAndAStrangeFile_NamesBothAndReturnsFive()
    {
        using var workspace = new Workspace();
        var mart = await MakeAsync(workspace, "mart");
        var users = Path.Combine(mart, "users", "part-0000.parquet");
        await File.AppendAllTextAsync(users, "x");
        await File.WriteAllTextAsync(Path.Combine(mart, "notes.txt"), "mine");

        var run = await CommandLineRun.OfAsync("mart", "verify", mart);
        var nothing = await CommandLineRun.OfAsync("mart", "verify", workspace.Path);

        Assert.Equal(ExitCodes.Differs, run.ExitCode);
        Assert.Contains("users/part-0000.parquet has", run.Out, StringComparison.Ordinal);
        Assert.Contains("notes.txt is there", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Invalid, nothing.ExitCode);
        Assert.Contains("is no mart", nothing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_ACleanedAndARawMart_TellsStepsAndRows()
    {
        using var workspace = new Workspace();
        var cleaned = await MakeAsync(
            workspace, "cleaned", "--steps", workspace.Write("steps.json", """{"bots": {"max_events_per_day": 3}}"""));
        var raw = await MakeAsync(workspace, "raw", "--raw");

        var run = await CommandLineRun.OfAsync("mart", "diff", cleaned, raw);
        var same = await CommandLineRun.OfAsync("mart", "diff", raw, raw, "--json");

        Assert.Contains("The files differ.", run.Out, StringComparison.Ordinal);
        Assert.Contains("steps.bots.max_events_per_day: only in the first: 3", run.Out, StringComparison.Ordinal);
        Assert.Contains("rows of user_item_interactions: ", run.Out, StringComparison.Ordinal);
        Assert.True(same.Json.GetProperty("same_content").GetBoolean());
        Assert.Equal(0, same.Json.GetProperty("differences").GetArrayLength());
    }

    [Fact]
    public async Task Purge_BelowAFolder_FindsTheMartsOfAnErasedShopper()
    {
        using var workspace = new Workspace();
        var marts = Path.Combine(workspace.Path, "marts");
        var first = await MakeAsync(workspace, "marts/a", "--raw");
        var second = await MakeAsync(workspace, "marts/deep/b");
        workspace.Write("marts/manifest.json", """{"name": "somebody else's"}""");
        string user;
        await using (var stores = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = workspace.Data }, TimeProvider.System))
        {
            user = (await stores.Log.ReadAsync(0, 1))[0].Interaction.UserId;
            await stores.Log.EraseUserAsync(user);
        }

        var unsaid = await CommandLineRun.OfAsync("mart", "purge", marts, "--data", workspace.Data);
        var run = await CommandLineRun.OfAsync(
            "mart", "purge", marts, "--users-erased", "--data", workspace.Data, "--json");
        var again = await CommandLineRun.OfAsync("mart", "purge", marts, "--users-erased", "--data", workspace.Data);
        var same = await CommandLineRun.OfAsync("mart", "reproduce", second, "--data", workspace.Data);

        Assert.Equal(ExitCodes.Invalid, unsaid.ExitCode);
        Assert.Equal(
            [first, second], run.Json.EnumerateArray().Select(each => each.GetProperty("directory").GetString()));
        Assert.All(run.Json.EnumerateArray(), each => Assert.Equal(
            1, each.GetProperty("purge").GetProperty("rows_removed").GetProperty("users").GetInt64()));
        Assert.DoesNotContain(user, run.Out, StringComparison.Ordinal);
        Assert.Contains("nothing of an erased shopper", again.Out, StringComparison.Ordinal);
        Assert.True(same.ExitCode == 0, same.Out);
    }

    [Fact]
    public async Task Mart_OfAModel_HoldsTheLogItWasTrainedOn()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(["generate", "--data", workspace.Data, .. Shop]);
        var trained = await CommandLineRun.OfAsync(
            "train", "--data", workspace.Data, "--rank", "2", "--judged-share", "0", "--json");
        await CommandLineRun.OfAsync(
            ["generate", "--data", workspace.Data, "--seed", "2", .. Shop]);
        var version = trained.Json.GetProperty("run_id").GetString()!;
        var mart = Path.Combine(workspace.Path, "mart");

        var made = await CommandLineRun.OfAsync(
            "mart", "--model", version, "--out", mart, "--data", workspace.Data, "--json");
        var wrong = await CommandLineRun.OfAsync(
            "mart", "--model", "none", "--out", mart + "2", "--data", workspace.Data);

        Assert.True(made.ExitCode == 0, made.Error);
        Assert.Equal(1_500, made.Json.GetProperty("rows_kept").GetInt64());
        Assert.Equal(1_500, made.Json.GetProperty("log_position").GetInt64());
        Assert.Equal(version, made.Json.GetProperty("model").GetProperty("version").GetString());
        Assert.Equal(ExitCodes.Invalid, wrong.ExitCode);
        Assert.Contains(version, wrong.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--out DIR", "mart")]
    [InlineData("--as-of and --model", "mart", "--out", "x", "--as-of", "3", "--model", "m")]
    [InlineData("--raw takes no steps", "mart", "--out", "x", "--raw", "--steps", "s.json")]
    public async Task Mart_OptionsThatContradict_AreRefusedByName(string message, params string[] args)
    {
        var run = await CommandLineRun.OfAsync(args);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private static async Task<string> MakeAsync(Workspace workspace, string name, params string[] options)
    {
        var mart = Path.Combine(workspace.Path, name);
        if (!Directory.Exists(workspace.Data))
            await CommandLineRun.OfAsync(["generate", "--data", workspace.Data, .. Shop]);
        Directory.CreateDirectory(Path.GetDirectoryName(mart)!);
        var run = await CommandLineRun.OfAsync(["mart", "--out", mart, "--data", workspace.Data, .. options]);
        Assert.True(run.ExitCode == 0, run.Error);
        return mart;
    }
}
