using Ayni.Data.Import;
using Ayni.Data.Import.Sniffing;
using Ayni.Domain.Interactions;

namespace Ayni.Trainer.Tests.Import;

/// <summary>What shoppers sent back, as shops write it.</summary>
public sealed class ReturnsTests
{
    private static readonly ImportOptions AsReturns = new() { Cancellations = CancellationHandling.Return };

    [Fact]
    public void Read_CancellationsAsReturns_AreKeptByTheirQuantityAndOtherRulesStay()
    {
        var (kept, report) = ImportFixture.ReadRetail(
            """
            536365,22632,HAND WARMER,6,2010-12-01 08:26:00,2.10,14527,UK
            C536379,22632,HAND WARMER,-2,2010-12-02 09:41:00,2.10,14527,UK
            C536380,D,Discount,-1,2010-12-02 09:41:00,27.50,14527,UK
            C536381,22632,HAND WARMER,-1,2010-12-02 09:41:00,2.10,,UK
            536382,22632,HAND WARMER,-1,2010-12-02 09:41:00,2.10,14527,UK

            """,
            AsReturns);

        ImportFixture.AssertBalanced(kept, report);
        Assert.Equal(
            [(InteractionType.Purchase, 6.0, "536365"), (InteractionType.Return, 2.0, "C536379")],
            kept.Select(one => (one.Type, one.Score!.Value, one.OrderId!)));
        Assert.All(kept, one => Assert.Null(InteractionRules.ProblemOf(one)));
        Assert.Equal(
            [new("no_user", 1), new("not_a_product", 1), new("quantity_not_positive", 1)], report.Reasons);
        Assert.Equal([new("purchase", 1), new("return", 1)], report.Types);
        var standing = StandingInteractions.Of(
            [.. kept.Select((one, at) => new LoggedInteraction(at + 1, one))]);
        Assert.Equal(4, standing[0].Interaction.Score);
    }

    [Fact]
    public void Read_NegativeQuantities_TakeBackWhatTheirTypeDid()
    {
        var (kept, report) = Read(
            """
            "columns":{"user":"u","product":"p","timestamp":"t","type":"e","quantity":"q"},
            "cancellation":{"column":"q","pattern":"^-"},"cancellations":"return"
            """,
            "purchase,3", "purchase,-1", "cart,2", "cart,-2", "return,-1", "return,2", "view,-1", "return,0",
            "return,");

        Assert.Equal(
            [
                ("purchase", 3), ("return", 1), ("cart", 2), ("remove_from_cart", 2), ("return", 1), ("return", 2),
                ("return", null),
            ],
            kept.Select(one => (InteractionTypeNames.Of(one), one.Score)));
        Assert.Equal(
            [(ImportReasons.Cancellation, "-1"), (ImportReasons.OutOfRange, "0")],
            report.Rows.Select(row => (row.Reason, row.Value)));
    }

    [Theory]
    [InlineData(null, 2, 1)]
    [InlineData(CancellationHandling.Refuse, 1, 0)]
    [InlineData(CancellationHandling.Net, 1, 0)]
    public void Read_TheCallersHandling_ComesBeforeTheMappings(CancellationHandling? said, int count, int returns)
    {
        var (kept, _) = Read(
            """
            "type":"purchase","columns":{"user":"u","product":"p","timestamp":"t","quantity":"q"},
            "cancellation":{"column":"q","pattern":"^-"},"cancellations":"return"
            """,
            new ImportOptions { Cancellations = said },
            "x,3", "x,-1");

        Assert.Equal(count, kept.Count);
        Assert.Equal(returns, kept.Count(one => one.Type == InteractionType.Return));
        Assert.Equal(said == CancellationHandling.Net ? 2 : 3, kept[0].Score);
    }

    [Fact]
    public void Read_NegativeQuantityWithoutARule_SaysHowToTakeItAsAReturn()
    {
        var (_, report) = Read(
            """
            "type":"purchase","columns":{"user":"u","product":"p","timestamp":"t","quantity":"q"}
            """,
            "x,-1");

        Assert.Contains(
            "\"cancellation\": {\"column\": \"q\", \"pattern\": \"^-\"}",
            ImportRemedies.Of(ImportReasons.OutOfRange, report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2", "1")]
    [InlineData("-2", "-1")]
    public void Look_AFileOfReturns_IsTakenAsReturnsWithOrWithoutSigns(string first, string second)
    {
        using var workspace = new Workspace();
        var path = workspace.Write(
            "devoluciones.csv",
            "cliente,producto,fecha,cantidad\n"
            + $"a,p1,2026-01-02T10:00:00Z,{first}\nb,p2,2026-01-03T10:00:00Z,{second}\n");

        var plan = ImportSniffer.Look([path], [], new SniffHints());
        using var file = new InteractionFile(path, plan.Mapping!, new ImportOptions());

        Assert.Empty(plan.Questions);
        Assert.Equal(
            [(InteractionType.Return, 2.0), (InteractionType.Return, 1.0)],
            file.Read().Select(one => (one.Type, one.Score!.Value)));
    }

    [Fact]
    public void Preview_CancellationsAsReturns_ShowsThem()
    {
        using var workspace = new Workspace();
        var path = workspace.Write(
            "ventas.csv",
            "cliente,producto,fecha,cantidad\na,p1,2026-01-02T10:00:00Z,2\na,p1,2026-01-03T10:00:00Z,-1\n");
        var plan = ImportSniffer.Look([path], [], new SniffHints());

        var preview = ImportPreview.Of(plan.Files, plan.Mapping!, AsReturns);

        Assert.Equal(
            [InteractionType.Purchase, InteractionType.Return], preview.FirstInteractions.Select(one => one.Type));
        Assert.Contains(plan.Notes, note => note.Contains("--cancellations return", StringComparison.Ordinal));
    }

    private static (List<Interaction> Kept, ImportReport Report) Read(string interactions, params string[] rows) =>
        Read(interactions, new ImportOptions(), rows);

    private static (List<Interaction> Kept, ImportReport Report) Read(
        string interactions, ImportOptions options, params string[] rows)
    {
        using var workspace = new Workspace();
        var path = workspace.Write(
            "e.csv",
            "u,p,t,e,q\n" + string.Concat(rows.Select((row, at) => $"a,p1,2026-01-0{at + 1}T10:00:00Z,{row}\n")));
        var mapping = ImportMapping.Parse("{\"name\":\"m\",\"interactions\":{" + interactions + "}}", "test");
        using var file = new InteractionFile(path, mapping, options);
        return (file.Read().ToList(), file.Report);
    }
}
