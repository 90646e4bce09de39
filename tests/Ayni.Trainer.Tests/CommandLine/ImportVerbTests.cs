using System.Text;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Tests.Import;

namespace Ayni.Trainer.Tests.CommandLine;

public class ImportVerbTests
{
    private const string Events =
        "cliente;producto;fecha;cantidad\nañá;p1;25/01/2026 10:00;1\nañé;p2;02/01/2026 11:30;2\n";

    [Fact]
    public async Task Import_Check_ShowsTheMappingAndWritesNothing()
    {
        using var workspace = new Workspace();
        var path = workspace.Write("ventas.csv", Events + "ana;p3;pronto;1\n", TextOnDisk.Windows1252);
        var mapping = Path.Combine(workspace.Path, "found.json");

        var text = await CommandLineRun.OfAsync("import", path, "--check", "--data", workspace.Data);
        var json = await CommandLineRun.OfAsync(
            "import", path, "--check", "--json", "--write-mapping", mapping, "--data", workspace.Data);
        var untouched = !Directory.Exists(workspace.Data);
        var imported = await CommandLineRun.OfAsync(
            "import", path, "--mapping", mapping, "--data", workspace.Data, "--json");

        Assert.Equal((0, 0, 0), (text.ExitCode, json.ExitCode, imported.ExitCode));
        Assert.True(untouched);
        Assert.Contains("windows-1252", text.Out, StringComparison.Ordinal);
        Assert.Contains("semicolon between fields", text.Out, StringComparison.Ordinal);
        Assert.Contains("\"d/M/yyyy H:mm\"", text.Out, StringComparison.Ordinal);
        Assert.Contains("line 4 (fecha: pronto)", text.Out, StringComparison.Ordinal);
        Assert.Equal("añá", json.Json.GetProperty("preview").GetProperty("first_interactions")[0]
            .GetProperty("user_id").GetString());
        Assert.Equal(2, imported.Json.GetProperty("appended").GetInt64());
        Assert.Equal(
            1, imported.Json.GetProperty("interactions").GetProperty("reasons").GetProperty("bad_time").GetInt64());
    }

    [Fact]
    public async Task Import_NobodyAgrees_ImportsNothingAndSaysHow()
    {
        using var workspace = new Workspace();
        var path = workspace.Write("ventas.csv", Events);

        var run = await CommandLineRun.OfAsync("import", path, "--data", workspace.Data);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains("--yes", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(workspace.Data));
    }

    [Theory]
    [InlineData("y\n", ExitCodes.Success)]
    [InlineData("n\n", ExitCodes.Invalid)]
    [InlineData("", ExitCodes.Invalid)]
    public async Task Import_AtATerminal_Asks(string answer, int code)
    {
        using var workspace = new Workspace();
        var path = workspace.Write("ventas.csv", Events);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = new TrainerConsole(output, error, false, TimeProvider.System)
        {
            Answers = new StringReader(answer),
        };

        var returned = await TrainerProgram.RunAsync(
            ["import", path, "--data", workspace.Data], console, CancellationToken.None);

        Assert.Equal(code, returned);
        Assert.Contains("[y/n]", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(code == ExitCodes.Success, Directory.Exists(workspace.Data));
    }

    [Fact]
    public async Task Import_StandardInput_IsLookedAtAndImported()
    {
        using var workspace = new Workspace();
        using var output = new StringWriter();
        var console = new TrainerConsole(output, TextWriter.Null, false, TimeProvider.System)
        {
            OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(Events)),
        };

        var code = await TrainerProgram.RunAsync(
            ["import", "-", "--yes", "--type", "purchase", "--data", workspace.Data, "--json"], console,
            CancellationToken.None);

        Assert.Equal(ExitCodes.Success, code);
        Assert.Contains("\"appended\": 2", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_EveryProductRefused_ReturnsTwoThoughEventsWereKept()
    {
        using var workspace = new Workspace();
        var events = workspace.Write("e.csv", "u,p,t\na,1,2026-01-01\nb,2,2026-01-02\n");
        var products = workspace.Write("p.csv", "id,name,price\n1,A,\"1,17 €\"\n2,B,\"0,95 €\"\n");
        var mapping = workspace.Write(
            "map.json",
            """
            {"name":"m","interactions":{"type":"view","columns":{"user":"u","product":"p","timestamp":"t"}},
             "products":{"currency":"EUR","columns":{"product":"id","name":"name","price":"price"}}}
            """);

        var both = await CommandLineRun.OfAsync(
            "import", events, "--products", products, "--mapping", mapping, "--data", workspace.Data);
        var alone = await CommandLineRun.OfAsync(
            "import", "--products", products, "--mapping", mapping, "--data", workspace.Data, "--json");

        Assert.Equal((ExitCodes.Invalid, ExitCodes.Invalid), (both.ExitCode, alone.ExitCode));
        Assert.Contains("2 of 2 were refused for not_a_number", both.Error, StringComparison.Ordinal);
        Assert.Contains("'1,17 €'", both.Error, StringComparison.Ordinal);
        Assert.Contains("\"decimal\": \",\"", both.Error, StringComparison.Ordinal);
        Assert.Contains("2 interactions were kept", both.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Invalid, alone.Json.GetProperty("error").GetProperty("exit_code").GetInt32());
    }

    [Fact]
    public async Task Import_OpenQuestions_NamesTheOptionsThatAnswerThem()
    {
        using var workspace = new Workspace();
        var path = workspace.Write(
            "ventas.csv", "cliente;producto;fecha;precio\nu1;p1;01/02/2026;1,50\nu2;p2;02/03/2026;2,50\n");
        string[] args = ["import", path, "--yes", "--data", workspace.Data];

        var open = await CommandLineRun.OfAsync(args);
        var said = await CommandLineRun.OfAsync([.. args, "--dates", "day-first", "--currency", "PEN"]);

        Assert.Equal((ExitCodes.Invalid, ExitCodes.Success), (open.ExitCode, said.ExitCode));
        Assert.Contains("--dates day-first", open.Error, StringComparison.Ordinal);
        Assert.Contains("--currency", open.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ayni")]
    [InlineData(null)]
    public async Task Import_RowOf2099_IsRefused(string? mapping)
    {
        using var workspace = new Workspace();
        var path = workspace.Write(
            "events.csv",
            "event_id,user_id,product_id,interaction_type,interaction_score,timestamp_interaction,interaction_duration,"
            + "query,order_id\ne1,u1,p1,view,,2026-01-02T10:00:00Z,,,\ne2,u2,p1,view,,2099-01-02T10:00:00Z,,,\n");
        string[] args = ["import", path, "--data", workspace.Data, "--json"];

        var run = await CommandLineRun.OfAsync(
            mapping is null ? [.. args, "--yes"] : [.. args, "--mapping", mapping]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(1, run.Json.GetProperty("appended").GetInt64());
        Assert.Equal(1, run.Json.GetProperty("interactions").GetProperty("reasons").GetProperty("bad_time").GetInt64());
    }

    [SkippableTheory]
    [InlineData("online-retail/online_retail.csv.gz", null, "GBP", 541_909, 397_884)]
    [InlineData(
        "complete-journey/transactions_sample.csv.gz", "complete-journey/products.csv.gz", "USD", 75_000, 74_500)]
    public async Task Import_RealShopsWithoutAMapping_IsSensible(
        string events, string? products, string currency, int read, int least)
    {
        var path = SharedData.Find(events);
        Skip.If(path is null, SharedData.AbsentReason);
        using var workspace = new Workspace();
        string[] files = products is null ? [path] : [path, SharedData.Find(products)!];

        var run = await CommandLineRun.OfAsync(
            ["import", .. files, "--yes", "--currency", currency, "--data", workspace.Data, "--json"]);

        Assert.True(run.ExitCode == 0, run.Error);
        var rows = run.Json.GetProperty("interactions");
        Assert.Equal(read, rows.GetProperty("read").GetInt32());
        Assert.True(rows.GetProperty("kept").GetInt32() >= least, $"{rows.GetProperty("kept")} kept");
    }
}
