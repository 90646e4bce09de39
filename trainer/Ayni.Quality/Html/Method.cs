namespace Ayni.Quality;

/// <summary>How a verdict comes about, and what was left out.</summary>
internal static class Method
{
    public static void Write(HtmlText page, QualityReport report)
    {
        var options = report.Options;
        page.Raw("<section><h2>How this is judged</h2><details><summary>Thresholds and method</summary><ul>");
        page.Add($"<li>A finding is beyond chance and large enough to matter. Beyond chance: p of at most ");
        page.Add($"{options.FalseDiscoveryRate:0.###} after Benjamini and Hochberg over all tests of the report.</li>");
        page.Raw("<li>Numbers are tested by Kolmogorov and Smirnov, categories by χ² with rare ones pooled, shares ");
        page.Raw("by Fisher's exact test or χ². Rows of one shopper are alike, so they count for as many independent ");
        page.Raw("rows as their likeness leaves.</li>");
        page.Add($"<li>Large enough: PSI from {options.ModeratePsi:0.##}, or a Wasserstein distance from ");
        page.Add($"{options.ModerateWasserstein:0.##} standard deviations; a lot from {options.MajorPsi:0.##} and ");
        page.Add($"{options.MajorWasserstein:0.##}. Shares by Cohen's h from {options.ModerateShare:0.##} and ");
        page.Add($"{options.MajorShare:0.##}: from none to 1 %, or from 50 % to 60 %.</li>");
        page.Add($"<li>PSI counts in {options.Bins} bins of equal shares of the reference; an empty bin counts as ");
        page.Raw("half a row, and at least 1 in 10,000.</li>");
        page.Add($"<li>A column needs {options.LeastRows} independent rows in each period for a verdict.</li>");
        page.Raw("</ul></details>");
        if (report.Notes.Count > 0)
        {
            page.Raw("<h3>Left out</h3><ul>");
            foreach (var note in report.Notes)
                page.Add($"<li>{note}</li>");
            page.Raw("</ul>");
        }

        page.Raw("</section>");
    }
}
