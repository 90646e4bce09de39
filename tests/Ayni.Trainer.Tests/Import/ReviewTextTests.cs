using Ayni.Data.Import;
using Ayni.Data.Import.Sniffing;
using Ayni.Domain.Interactions;

namespace Ayni.Trainer.Tests.Import;

/// <summary>What shoppers wrote of products.</summary>
public sealed class ReviewTextTests
{
    private const string Mapping =
        """
        {"name":"m","interactions":{"columns":{"user":"u","product":"p","timestamp":"t","type":"e","score":"s",
         "review_text":"texto"}}}
        """;

    [Fact]
    public void Read_TextsOfReviews_AreKept()
    {
        var (kept, report) = Read(
            "a,p1,2026-01-01T10:00:00Z,rating,5,\"  Muy bueno, \"\"llegó\"\"\nrápido  \"\n"
            + "b,p1,2026-01-01T11:00:00Z,rating,1,\nc,p1,2026-01-01T12:00:00Z,purchase,,\"   \"\n"
            + "d,p1,2026-01-01T12:00:00Z,purchase,2,Repetiré\n");

        ImportFixture.AssertBalanced(kept, report);
        Assert.Equal(
            ["Muy bueno, \"llegó\"\nrápido", null, null, "Repetiré"], kept.Select(one => one.ReviewText!));
        Assert.All(kept, one => Assert.Null(InteractionRules.ProblemOf(one)));
    }

    [Fact]
    public void Read_TooLongAText_IsRefusedAndSaysTheLimit()
    {
        var longest = new string('x', Interaction.MaxReviewTextLength);

        var (kept, report) = Read(
            $"a,p1,2026-01-01T10:00:00Z,rating,5,{longest}\nb,p1,2026-01-01T10:00:00Z,rating,5,{longest}y\n");

        Assert.Equal("a", Assert.Single(kept).UserId);
        var row = Assert.Single(report.Rows);
        Assert.Equal((3, "texto", ImportReasons.TooLong), (row.Line, row.Column, row.Reason));
        Assert.True(row.Value!.Length <= ImportReport.MaxValueLength + 1);
        var remedy = ImportRemedies.Of(ImportReasons.TooLong, report)!;
        Assert.Contains("'texto'", remedy, StringComparison.Ordinal);
        Assert.Contains("8,192", remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reseña")]
    [InlineData("comentario")]
    [InlineData("opinión")]
    [InlineData("Review")]
    [InlineData("review_text")]
    [InlineData("comment")]
    [InlineData("Texto de la reseña")]
    public void Look_NamesOfReviews_AreKnownBesideRatings(string name)
    {
        var plan = Look($"cliente,producto,fecha,estrellas,{name}\n", Rows(withRatings: true));

        Assert.Empty(plan.Questions);
        Assert.Equal(name, plan.Mapping!.Interactions!.Columns.ReviewText);
        Assert.Equal(InteractionType.Rating, plan.Mapping.Interactions.Type!.Type);
    }

    [Theory]
    [InlineData("descripcion")]
    [InlineData("campo_7")]
    public void Look_SentencesBesideRatings_AreReviewsWhateverTheirName(string name)
    {
        var plan = Look($"cliente,producto,fecha,estrellas,{name}\n", Rows(withRatings: true));

        Assert.Equal(name, plan.Mapping!.Interactions!.Columns.ReviewText);
        Assert.Null(plan.Mapping.Products?.FromInteractions?.Name);
    }

    [Fact]
    public void Look_WhatAProductIsCalled_IsNoReview()
    {
        var rows = string.Concat(Enumerable.Range(0, 40).Select(at =>
            $"u{at % 9},p{at % 4},2026-01-{1 + (at % 28):00},{1 + (at % 5)},Olla grande de acero número {at % 4}\n"));

        var plan = Look("cliente,producto,fecha,estrellas,descripcion\n", rows);

        Assert.Null(plan.Mapping!.Interactions!.Columns.ReviewText);
        Assert.Equal("descripcion", plan.Mapping.Products!.FromInteractions!.Name);
    }

    [Fact]
    public void Look_CommentsOnOrders_AreLeftOutUnlessSaid()
    {
        const string Header = "cliente,producto,fecha,cantidad,comentario\n";

        var plan = Look(Header, Rows(withRatings: false));
        var said = Look(Header, Rows(withRatings: false), new SniffHints
        {
            Columns = new Dictionary<string, string> { ["review_text"] = "comentario" },
        });

        Assert.Null(plan.Mapping!.Interactions!.Columns.ReviewText);
        Assert.Contains(
            plan.Notes, note => note.Contains("--column review_text=comentario", StringComparison.Ordinal));
        Assert.Equal("comentario", said.Mapping!.Interactions!.Columns.ReviewText);
    }

    [Fact]
    public void Look_ReviewsWithoutRatings_AskForThem()
    {
        using var workspace = new Workspace();
        var path = workspace.Write(
            "reseñas.csv",
            "cliente,producto,fecha,reseña\na,p1,2026-01-02,Muy bueno\nb,p2,2026-01-03,Llegó tarde\n");

        var open = ImportSniffer.Look([path], [], new SniffHints());
        var said = ImportSniffer.Look([path], [], new SniffHints
        {
            Type = HintTexts.Type("--type", "resena"),
            OwnTypes = HintTexts.OwnTypes("--own-type", ["resena=0.5"]),
            Columns = new Dictionary<string, string> { ["review_text"] = "reseña" },
        });

        Assert.Contains("--own-type resena=0.5", Assert.Single(open.Questions).Remedy, StringComparison.Ordinal);
        Assert.Empty(said.Questions);
        Assert.Equal("reseña", said.Mapping!.Interactions!.Columns.ReviewText);
    }

    [Fact]
    public void Look_IdsOfReviews_AreNoReviews()
    {
        var rows = string.Concat(Enumerable.Range(0, 40).Select(at =>
            $"u{at % 9},p{at % 4},2026-01-{1 + (at % 28):00},{1 + (at % 5)},R{at:0000}\n"));

        Assert.Null(Look("cliente,producto,fecha,estrellas,review\n", rows).Mapping!.Interactions!.Columns.ReviewText);
    }

    private static string Rows(bool withRatings) => string.Concat(Enumerable.Range(0, 40).Select(at =>
        $"u{at % 9},p{at % 4},2026-01-{1 + (at % 28):00},{(withRatings ? 1 + (at % 5) : 1 + (at % 20))},"
        + $"Me gustó mucho el envío número {at}\n"));

    private static ImportPlan Look(string header, string rows, SniffHints? hints = null)
    {
        using var workspace = new Workspace();
        return ImportSniffer.Look([workspace.Write("e.csv", header + rows)], [], hints ?? new SniffHints());
    }

    private static (List<Interaction> Kept, ImportReport Report) Read(string rows)
    {
        using var workspace = new Workspace();
        using var file = new InteractionFile(
            workspace.Write("e.csv", "u,p,t,e,s,texto\n" + rows),
            ImportMapping.Parse(Mapping, "test"),
            new ImportOptions());
        return (file.Read().ToList(), file.Report);
    }
}
