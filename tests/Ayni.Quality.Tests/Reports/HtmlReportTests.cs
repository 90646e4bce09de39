using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ayni.Quality.Tests.Reports;

public sealed partial class HtmlReportTests
{
    private const string Evil = "<script>alert('1')</script>&\"";

    [Fact]
    public void Of_TextsOfTheShop_AreEscapedEverywhere()
    {
        var log = new MadeLog();
        var evil = new MadeLog
        {
            Catalogue = [.. log.Catalogue.Select(product => product with
            {
                Name = Evil, Category = $"{Evil}{product.ProductId}", Brand = Evil,
            })],
        }.Change(interaction => MadeLog.IsCurrent(interaction)
            ? interaction with { ProductId = interaction.ProductId == "p01" ? Evil : interaction.ProductId }
            : interaction);

        var page = HtmlReport.Of(evil.Report());

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AnyReport_NeedsNothingFromElsewhere()
    {
        var page = HtmlReport.Of(new MadeLog().Report());

        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    // Every element is closed and every attribute quoted: read as XML once the elements without an end are closed.
    [Fact]
    public void Of_AnyReport_IsWellFormed()
    {
        var page = HtmlReport.Of(new MadeLog().Report());
        var xml = VoidElements().Replace(page.Replace("<!doctype html>", "", StringComparison.Ordinal), "<$1$2/>");

        var document = XDocument.Parse(xml);

        Assert.Equal("html", document.Root!.Name.LocalName);
        Assert.All(document.Descendants("svg"), svg => Assert.NotEmpty(svg.Attribute("aria-label")!.Value));
        Assert.All(
            document.Descendants("a").Select(link => link.Attribute("href")!.Value[1..]),
            target => Assert.Contains(document.Descendants(), element => element.Attribute("id")?.Value == target));
    }

    [Fact]
    public void Of_AnyReport_SaysTheVerdictFirst()
    {
        var page = HtmlReport.Of(new MadeLog().Report());

        var verdict = page.IndexOf("<h1>Nothing shifted.</h1>", StringComparison.Ordinal);
        Assert.InRange(verdict, 1, page.IndexOf("<table", StringComparison.Ordinal));
    }

    [GeneratedRegex("<(meta)([^>]*)>")]
    private static partial Regex VoidElements();
}
