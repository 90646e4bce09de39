using Ayni.Data.Generation;
using Ayni.Storage;
using Ayni.Trainer.Tests.Import;

namespace Ayni.Trainer.Tests.CommandLine;

public class DataVerbsTests
{
    [Fact]
    public async Task Generate_CsvThenImport_GivesTheLogThatGenerateWrites()
    {
        using var workspace = new Workspace();
        var csv = Path.Combine(workspace.Path, "csv");
        string[] shop = ["--users", "80", "--products", "60", "--events", "3000", "--days", "60"];

        var made = await CommandLineRun.OfAsync(
            ["generate", "--csv", csv, "--data", workspace.Data, "--json", .. shop]);
        var imported = await CommandLineRun.OfAsync(
            "import", Path.Combine(csv, "events.csv"), "--products", Path.Combine(csv, "products.csv"),
            "--mapping", "ayni", "--data", workspace.Data, "--json");

        Assert.Equal((0, 0), (made.ExitCode, imported.ExitCode));
        Assert.Equal(3_000, made.Json.GetProperty("appended").GetInt64());
        Assert.Equal(
            3_000, made.Json.GetProperty("events_by_type").EnumerateObject().Sum(type => type.Value.GetInt64()));
        Assert.Equal(3_000, imported.Json.GetProperty("duplicates").GetInt64());
        Assert.Equal(0, imported.Json.GetProperty("interactions").GetProperty("refused").GetInt64());
        Assert.Equal(60, imported.Json.GetProperty("products").GetProperty("kept").GetInt64());
        var made60 = ShopGenerator.Generate(new ShopOptions { Users = 80, Products = 60, Events = 3_000, Days = 60 });
        await using var stores = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = workspace.Data }, TimeProvider.System);
        Assert.Equal(made60.Catalog, await stores.Catalog.GetPageAsync(null, 100));
        Assert.Equal(
            ["events.csv", "orders.csv", "products.csv", "searches.csv", "users.csv"],
            Directory.EnumerateFiles(csv).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Generate_CsvAlone_LeavesTheLogAlone()
    {
        using var workspace = new Workspace();
        var csv = Path.Combine(workspace.Path, "csv");

        var run = await CommandLineRun.OfAsync("generate", "--csv", csv, "--events", "100", "--users", "10");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("100 interactions", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Log:", run.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(workspace.Data));
    }

    [Fact]
    public async Task Import_BadRows_AreCountedAndQuoted()
    {
        using var workspace = new Workspace();
        var path = workspace.WriteGzip(
            "retail.csv.gz",
            ImportFixture.RetailHeader
            + "1,A1,LAMP,5,2011-01-01 10:00:00,1.50,7,UK\n"
            + "1,POST,POSTAGE,1,2011-01-01 10:00:00,1.50,7,UK\n"
            + "C2,A1,LAMP,-5,2011-01-02 10:00:00,1.50,7,UK\n");
        string[] args = ["import", path, "--mapping", "online-retail", "--data", workspace.Data];

        var text = await CommandLineRun.OfAsync(args);
        var json = await CommandLineRun.OfAsync([.. args, "--json"]);

        Assert.Equal((0, 0), (text.ExitCode, json.ExitCode));
        Assert.Contains("3 read = 1 kept + 2 refused", text.Out, StringComparison.Ordinal);
        Assert.Contains("line 3 (StockCode: POST)", text.Out, StringComparison.Ordinal);
        var rows = json.Json.GetProperty("interactions");
        Assert.Equal(1, rows.GetProperty("reasons").GetProperty("cancellation").GetInt32());
        Assert.Equal(2, rows.GetProperty("bad_rows").GetArrayLength());
        Assert.Equal(1, json.Json.GetProperty("duplicates").GetInt64());
    }

    [Fact]
    public async Task Import_NothingKept_ReturnsTwo()
    {
        using var workspace = new Workspace();
        var path = workspace.Write(
            "retail.csv", ImportFixture.RetailHeader + "1,POST,P,1,2011-01-01 10:00:00,1,7,UK\n");

        var run = await CommandLineRun.OfAsync(
            "import", path, "--mapping", "online-retail", "--data", workspace.Data);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains("No row", run.Error, StringComparison.Ordinal);
    }
}
