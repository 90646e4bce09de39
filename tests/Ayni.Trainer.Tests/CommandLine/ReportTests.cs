using System.Globalization;
using System.Text;

namespace Ayni.Trainer.Tests.CommandLine;

public sealed class ReportTests
{
    [Fact]
    public async Task Report_GeneratedShop_FindsNothingAndWritesAPage()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(
            "generate", "--data", workspace.Data, "--users", "400", "--products", "200", "--events", "20000");
        var file = Path.Combine(workspace.Path, "report.html");

        var run = await CommandLineRun.OfAsync(
            "report", "--data", workspace.Data, "--out", file, "--fail-on-drift", "--shoppers", "0");

        Assert.Equal((0, ""), (run.ExitCode, run.ExitCode == 0 ? "" : run.Out + run.Error));
        Assert.StartsWith("Nothing shifted.", run.Out, StringComparison.Ordinal);
        Assert.Contains("<h1>Nothing shifted.</h1>", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_QuantitiesInAnotherUnit_AreADriftAndItsExitCode()
    {
        using var workspace = new Workspace();
        await ImportAsync(workspace);
        string[] report =
        [
            "report", "--data", workspace.Data, "--json", "--reference", "2024-01-01..2024-01-28", "--current",
            "2024-01-29..2024-02-04",
        ];

        var usual = await CommandLineRun.OfAsync(report);
        var failing = await CommandLineRun.OfAsync([.. report, "--fail-on-drift"]);

        Assert.Equal((ExitCodes.Success, ExitCodes.DataShifted), (usual.ExitCode, failing.ExitCode));
        Assert.Equal("major", usual.Json.GetProperty("severity").GetString());
        Assert.Contains(
            usual.Json.GetProperty("findings").EnumerateArray(),
            finding => finding.GetProperty("name").GetString() == "purchase_quantity");
        Assert.Contains(
            usual.Json.GetProperty("notes").EnumerateArray(),
            note => note.GetString()!.Contains("no model is published", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--current", "yesterday", "FROM..TO")]
    [InlineData("--reference", "2030-01-01..2030-02-01", "No interaction in the reference period")]
    [InlineData("--most-rows", "0", "--most-rows is 0")]
    [InlineData("--shoppers", "-1", "--shoppers is -1")]
    public async Task Report_BadOption_IsRefusedWithTheReason(string option, string value, string reason)
    {
        using var workspace = new Workspace();
        await ImportAsync(workspace);
        string[] current = option == "--reference" ? ["--current", "2024-01-29..2024-02-04", "--shoppers", "0"] : [];

        var run = await CommandLineRun.OfAsync(["report", "--data", workspace.Data, option, value, .. current]);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_EmptyLog_SaysWhatToDo()
    {
        using var workspace = new Workspace();

        var run = await CommandLineRun.OfAsync("report", "--data", workspace.Data);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains("import or generate some first", run.Error, StringComparison.Ordinal);
    }

    // Christmas shoppers look at other products than summer's; what an order is like stays the same.
    [SkippableFact]
    public async Task Report_OnlineRetail_TellsChristmasFromSummer()
    {
        var file = SharedData.Find("online-retail/online_retail.csv.gz");
        Skip.If(file is null, SharedData.AbsentReason);
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync("import", "--mapping", "online-retail", file!, "--data", workspace.Data);

        var run = await CommandLineRun.OfAsync(
            "report", "--data", workspace.Data, "--reference", "2011-06-01..2011-08-31", "--current",
            "2011-10-15..2011-12-08", "--shoppers", "0", "--json");

        var drifts = run.Json.GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("is_drift").GetBoolean())
            .Select(finding => finding.GetProperty("name").GetString());
        Assert.Equal(["product_popularity", "events_per_day"], drifts);
    }

    /// <summary>Five weeks of purchases of one to three pieces; in the last one of a hundred times as many.</summary>
    private static async Task ImportAsync(Workspace workspace)
    {
        var rows = new StringBuilder(
            "event_id,user_id,product_id,interaction_type,interaction_score,timestamp_interaction,interaction_duration,"
            + "query,order_id\n");
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var row = 0; row < 3_500; row++)
        {
            var time = start.AddMinutes(row * 14.4);
            var quantity = (1 + (row % 3)) * (time < start.AddDays(28) ? 1 : 100);
            rows.Append(
                CultureInfo.InvariantCulture, $"e{row},u{row % 200},p{row % 40},purchase,{quantity},{time:O},,,\n");
        }

        var run = await CommandLineRun.OfAsync(
            "import", workspace.Write("events.csv", rows.ToString()), "--mapping", "ayni", "--data", workspace.Data);
        Assert.True(run.ExitCode == 0, run.Error);
    }
}
