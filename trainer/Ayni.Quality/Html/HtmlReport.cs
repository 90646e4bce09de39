namespace Ayni.Quality;

/// <summary>A report as one HTML file: verdict, findings, columns with pictures, then everything in figures.</summary>
public static class HtmlReport
{
    /// <summary>Writes the page. It needs nothing else, runs no script, and escapes every text of the shop.</summary>
    /// <param name="report">What was found.</param>
    public static string Of(QualityReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new HtmlText();
        page.Raw("<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>");
        page.Raw("<meta name='viewport' content='width=device-width,initial-scale=1'>");
        page.Raw("<meta http-equiv='Content-Security-Policy' ");
        page.Raw("content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        page.Add($"<title>Data quality: {report.Headline}</title><style>").Raw(HtmlStyle.Sheet).Raw("</style></head>");
        page.Raw("<body><a class='skip' href='#findings'>Skip to the findings</a><main>");
        Verdict(page, report);
        FindingsOf(page, report);
        ColumnTable.Write(page, report);
        VolumeOf(page, report.Volume);
        MovesOf(page, report.Moves);
        CatalogueOf(page, report);
        ModelSections.Write(page, report);
        ColumnDetails.Write(page, report);
        Method.Write(page, report);
        page.Add($"<footer>Made {report.GeneratedAt:yyyy-MM-dd HH:mm} UTC by Ayni from positions ");
        page.Add($"{report.FromPosition:N0} to {report.ToPosition:N0} of the log.</footer></main></body></html>\n");
        return page.ToString();
    }

    private static void Verdict(HtmlText page, QualityReport report)
    {
        var kind = report.IsUndecided && report.Severity == Severity.None ? "few" : Chip.ClassOf(report.Severity);
        page.Add($"<p class='over'>Data quality and drift · {report.Current.Text} against {report.Reference.Text}</p>");
        page.Add($"<header class='verdict {kind}'><h1>{report.Headline}</h1><p>{report.Summary}</p></header>");
    }

    private static void FindingsOf(HtmlText page, QualityReport report)
    {
        page.Raw("<section id='findings' aria-labelledby='f'><h2 id='f'>What to know</h2>");
        if (report.Findings.Count == 0)
            page.Raw("<p>Nothing to do. The figures below are within what chance and small changes explain.</p>");
        page.Raw("<ol class='findings'>");
        foreach (var finding in report.Findings)
        {
            page.Raw("<li><p>");
            Chip.Write(page, finding.Severity, finding.IsDrift ? null : "data");
            page.Add($" <strong>{finding.Subject}</strong></p><p class='what'>{finding.What}</p>");
            page.Add($"<p><span class='soft'>It means:</span> {finding.Meaning}</p>");
            if (finding.Remedy.Length > 0)
                page.Add($"<p><span class='soft'>What to do:</span> {finding.Remedy}</p>");
            page.Raw("</li>");
        }

        page.Raw("</ol></section>");
    }

    private static void VolumeOf(HtmlText page, VolumeReport volume)
    {
        page.Raw("<section><h2>When events come</h2>");
        page.Add($"<p>{ColumnChecks.Number(volume.CurrentPerDay)} events a day, before ");
        page.Add($"{ColumnChecks.Number(volume.ReferencePerDay)}.</p>");
        Legend(page);
        page.Raw("<div class='pair'><figure style='margin:0'><figcaption class='hint'>By hour of the day, UTC: ");
        page.Raw("events a day</figcaption>");
        Pictures.Hours(page, volume);
        page.Raw("</figure>");
        if (volume.Days.Count > 0)
        {
            page.Raw("<figure style='margin:0'><figcaption class='hint'>By day of 24 hours</figcaption>");
            Pictures.Days(page, volume.Days);
            page.Raw("</figure>");
        }

        page.Raw("</div></section>");
    }

    private static void MovesOf(HtmlText page, IReadOnlyList<ProductMove> moves)
    {
        if (moves.Count == 0)
            return;
        page.Raw("<section><h2>What shoppers turned to, and from</h2><div class='figures'><table>");
        page.Raw("<caption>Share of the interactions with a product; chance is not taken off.</caption><thead><tr>");
        page.Raw("<th scope='col'>Product</th><th scope='col'>Name</th><th scope='col'>Before</th>");
        page.Raw("<th scope='col'>Now</th></tr></thead><tbody>");
        foreach (var move in moves)
        {
            page.Add($"<tr><th scope='row'>{(move.Current > move.Reference ? "▲" : "▼")} {move.ProductId}</th>");
            page.Add($"<td>{move.Name}</td><td class='n'>{ColumnChecks.Share(move.Reference)}</td>");
            page.Add($"<td class='n'>{ColumnChecks.Share(move.Current)}</td></tr>");
        }

        page.Raw("</tbody></table></div></section>");
    }

    private static void CatalogueOf(HtmlText page, QualityReport report)
    {
        if (report.Catalogue.Count == 0)
            return;
        page.Raw("<section><h2>The catalogue as it is</h2><table class='wide'>");
        page.Add($"<caption>{report.Products:N0} products. It keeps no history, so it is judged by itself.</caption>");
        page.Raw("<thead><tr><th scope='col'>Defect</th><th scope='col'>Verdict</th><th scope='col'>Products</th>");
        page.Raw("<th scope='col'>Share</th><th scope='col'>What it costs</th><th scope='col'>First of them</th></tr>");
        page.Raw("</thead><tbody>");
        foreach (var check in report.Catalogue)
        {
            page.Add($"<tr><th scope='row'>{check.Label}</th><td>");
            Chip.Write(page, check.Severity);
            page.Add($"</td><td class='n' data-k='Products'>{check.Products:N0}</td>");
            page.Add($"<td class='n' data-k='Share'>{ColumnChecks.Share(check.Share)}</td><td>{check.Meaning}</td>");
            page.Add($"<td class='soft' data-k='First'>{string.Join(", ", check.Examples)}</td></tr>");
        }

        page.Raw("</tbody></table></section>");
    }

    internal static void Legend(HtmlText page) =>
        page.Raw("<p class='hint key'><span class='r' style='margin-left:0'></span>reference")
            .Raw("<span class='c'></span>current period</p>");
}
