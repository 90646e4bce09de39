using System.Globalization;
using Ayni.Data.Import;
using Ayni.Data.Import.Sniffing;
using Ayni.Domain.Errors;

namespace Ayni.Trainer.Tests.Import.Sniffing;

/// <summary>Postage and fees among the products.</summary>
public sealed class OddProductsTests
{
    [Fact]
    public void Look_PostageAmongProducts_IsToldWithWhatLeavesItOut()
    {
        using var workspace = new Workspace();

        var plan = Look(workspace, Sales("POST", "Bank charges"), new SniffHints());

        Assert.Empty(plan.Questions);
        Assert.Empty(plan.Mapping!.Interactions!.Refuse);
        var note = Assert.Single(plan.Notes, note => note.Contains("without a digit", StringComparison.Ordinal));
        Assert.StartsWith("60 rows", note, StringComparison.Ordinal);
        Assert.Contains("--not-product \"Bank charges,POST\" leaves", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_WhatIsSaidToBeNoProduct_IsRefused()
    {
        using var workspace = new Workspace();
        var hints = new SniffHints { NotProducts = HintTexts.NotProducts("--not-product", ["POST, bank charges"]) };

        var plan = Look(workspace, Sales("POST", "Bank charges", "POSTER7"), hints);
        var (kept, report) = ImportFixture.Read(
            Path.Combine(workspace.Path, "ventas.csv"), workspace.Write("mapping.json", plan.Mapping!.ToJson()));

        Assert.DoesNotContain(plan.Notes, note => note.Contains("without a digit", StringComparison.Ordinal));
        Assert.Equal(60, report.Reasons[ImportReasons.NotAProduct]);
        Assert.Equal(330, kept.Count);
    }

    [Fact]
    public void Look_IdsThatAreWords_SaysNothing()
    {
        using var workspace = new Workspace();
        string[] words = [.. Enumerable.Range('a', 26).Select(letter => $"sombrero-{(char)letter}")];

        var plan = Look(workspace, Sales(words), new SniffHints());

        Assert.DoesNotContain(plan.Notes, note => note.Contains("without a digit", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("POST,")]
    [InlineData("")]
    public void NotProducts_EmptyId_IsRefused(string text) => Assert.Contains(
        "--not-product",
        Assert.Throws<AyniException>(() => HintTexts.NotProducts("--not-product", [text])).Message,
        StringComparison.Ordinal);

    private static ImportPlan Look(Workspace workspace, string text, SniffHints hints) =>
        ImportSniffer.Look([workspace.Write("ventas.csv", text)], [], hints);

    // A hundred products bought three times, and thirty times each of some more.
    private static string Sales(params string[] more)
    {
        var ids = Enumerable.Range(0, 300).Select(row => $"{10_000 + (row % 100)}A")
            .Concat(Enumerable.Range(0, 30 * more.Length).Select(row => more[row % more.Length]));
        return "cliente;producto;fecha;cantidad;pedido\n" + string.Concat(ids.Select((id, row) => string.Create(
            CultureInfo.InvariantCulture, $"c{row % 40};{id};2026-01-{1 + (row % 28):00} 10:00:00;1;f{row}\n")));
    }
}
