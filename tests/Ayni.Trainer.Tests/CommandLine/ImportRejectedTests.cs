using System.Text.Json;
using Ayni.Data.Import.Rejected;

namespace Ayni.Trainer.Tests.CommandLine;

/// <summary>Every refused row, for whoever mends the files.</summary>
public class ImportRejectedTests
{
    private const int Refused = 2_500;

    private static readonly string Events = "cliente,producto,fecha,evento\nana,p1,2026-01-25 10:00,view\n"
        + string.Concat(Enumerable.Range(0, Refused).Select(at => $"ana,p1,2026-01-25 10:00,\"raro, {at}\"\n"));

    private const string Mapping =
        """
        {"name":"m",
         "interactions":{"columns":{"user":"cliente","product":"producto","timestamp":"fecha","type":"evento"},
          "timestamp_formats":["yyyy-MM-dd HH:mm"]},
         "products":{"currency":"PEN","columns":{"product":"sku","name":"nombre","price":"precio"}}}
        """;

    [Fact]
    public async Task Import_Rejected_WritesEveryRowWithItsRemedy()
    {
        using var workspace = new Workspace();
        var path = workspace.Write("e.csv", Events);
        var products = workspace.Write("p.csv", "sku,nombre,precio\np1,Olla,1.50\n,Vaso,2.50\n");
        var rejected = Path.Combine(workspace.Path, "rejected.ndjson");

        var run = await CommandLineRun.OfAsync(
            "import", path, "--products", products, "--mapping", workspace.Write("m.json", Mapping), "--rejected",
            rejected, "--data", workspace.Data);

        Assert.True(run.ExitCode == 0, run.Error);
        var rows = (await File.ReadAllLinesAsync(rejected)).Select(NdjsonRejectedRows.Parse).ToList();
        Assert.Equal(Refused + 1, rows.Count);
        Assert.Equal(("e.csv", 3, "unknown_type"), (rows[0].File, rows[0].Line, rows[0].Reason));
        Assert.Equal(("evento", "raro, 2499"), (rows[Refused - 1].Column, rows[Refused - 1].Value));
        Assert.Contains("'raro, 2499'", rows[Refused - 1].Remedy, StringComparison.Ordinal);
        Assert.Equal(("p.csv", 3, "no_product"), (rows[^1].File, rows[^1].Line, rows[^1].Reason));
        Assert.Contains("2,501 refused rows written", run.Error, StringComparison.Ordinal);
        Assert.Contains("shoppers' ids", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_NothingKept_WritesTheRowsAsCsvAllTheSame()
    {
        using var workspace = new Workspace();
        var path = workspace.Write("e.csv", "cliente,producto,fecha\nana,p1,\"ayer, tarde\"\n");
        var mapping = workspace.Write(
            "m.json",
            """
            {"name":"m","interactions":{"type":"view",
             "columns":{"user":"cliente","product":"producto","timestamp":"fecha"}}}
            """);
        var rejected = Path.Combine(workspace.Path, "rejected.csv");

        var run = await CommandLineRun.OfAsync(
            "import", path, "--mapping", mapping, "--rejected", rejected, "--data", workspace.Data, "--json");

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Equal(JsonValueKind.Object, run.Json.ValueKind);
        var lines = await File.ReadAllLinesAsync(rejected);
        Assert.Equal("file,line,reason,column,value,remedy", lines[0]);
        Assert.StartsWith("e.csv,2,bad_time,fecha,\"ayer, tarde\",", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("e.csv", null, "which is imported")]
    [InlineData("r.csv", "--check", "--check imports nothing")]
    public async Task Import_RejectedThatCannotBe_IsRefusedAndTheFileStays(string name, string? option, string said)
    {
        using var workspace = new Workspace();
        var path = workspace.Write("e.csv", Events);
        string[] args =
        [
            "import", path, "--yes", "--type", "view", "--data", workspace.Data, "--rejected",
            Path.Combine(workspace.Path, name), .. option is null ? Array.Empty<string>() : [option],
        ];

        var run = await CommandLineRun.OfAsync(args);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Equal(Events, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public void Add_PastTheLimit_LeavesOutWholeRowsAndCountsThoseWritten()
    {
        var output = new MemoryStream();
        using var rows = new NdjsonRejectedRows(output, maxBytes: 200);

        foreach (var line in Enumerable.Range(2, 10))
            rows.Add(new RejectedRow("e.csv", line, "no_user", "cliente", null, null));

        var text = System.Text.Encoding.UTF8.GetString(output.ToArray());
        Assert.True(output.Length <= 200);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.Equal(rows.Written, text.Count(letter => letter == '\n'));
        Assert.Equal(2, NdjsonRejectedRows.Parse(text.Split('\n')[0]).Line);
    }
}
