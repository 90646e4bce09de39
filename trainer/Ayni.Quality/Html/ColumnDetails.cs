using System.Globalization;

namespace Ayni.Quality;

/// <summary>Each column in full, folded.</summary>
internal static class ColumnDetails
{
    public static void Write(HtmlText page, QualityReport report)
    {
        page.Raw("<section><h2>Every column in figures</h2>");
        foreach (var column in ColumnTable.Ordered(report.Columns))
        {
            page.Add($"<details><summary>{column.Info.Label} ");
            Chip.Write(page, column);
            page.Add($"</summary><p class='soft at' id='c-{column.Name}'>{column.Info.About} ");
            page.Add($"Rows are {column.Info.Of}.</p>");
            if (column.Undecided is { } reason)
                page.Add($"<p>{reason}</p>");
            Picture(page, column);
            Checks(page, column);
            Distances(page, column, report.Options);
            Facts(page, column);
            if (column.NewValues.Count > 0)
                page.Add($"<p>New values: {string.Join(", ", column.NewValues)}.</p>");
            page.Raw("</details>");
        }

        page.Raw("</section>");
    }

    public static string Chance(double p) => p switch
    {
        < 1e-15 => "under 1 in 10¹⁵",
        < 0.0001 => $"1 in {Math.Round(1 / p).ToString("0.#e0", CultureInfo.InvariantCulture)}",
        < 0.01 => $"1 in {Math.Round(1 / p).ToString("N0", CultureInfo.InvariantCulture)}",
        _ => $"{(p * 100).ToString("0.#", CultureInfo.InvariantCulture)} %",
    };

    private static void Picture(HtmlText page, ColumnReport column)
    {
        if (column.Histogram is not { } histogram || column.Kind == "flag")
            return;
        HtmlReport.Legend(page);
        if (column.Kind == "text" && !column.IsOrdered)
            Pictures.Bars(page, histogram, column.Info.Label);
        else
            Pictures.Histogram(page, histogram, column.Info.Label, 640, 180, hasAxis: true);
    }

    private static void Checks(HtmlText page, ColumnReport column)
    {
        if (column.Checks.Count == 0)
            return;
        page.Raw("<div class='figures'><table><thead><tr><th scope='col'>Test</th><th scope='col'>Verdict</th>");
        page.Raw("<th scope='col'>Difference</th><th scope='col'>p</th><th scope='col'>p, of all tests</th>");
        page.Raw("</tr></thead><tbody>");
        foreach (var check in column.Checks)
        {
            page.Add($"<tr><th scope='row'>{NameOf(check.Kind)}</th><td>");
            Chip.Write(page, check.Severity);
            page.Add($"</td><td>{check.Words}</td><td class='n'>{ColumnChecks.Number(check.PValue)}</td>");
            page.Add($"<td class='n'>{ColumnChecks.Number(check.AdjustedPValue)}</td></tr>");
        }

        page.Raw("</tbody></table></div>");
    }

    private static void Distances(HtmlText page, ColumnReport column, QualityOptions options)
    {
        if (column.Distribution is not { } figures)
            return;
        page.Raw("<div class='figures'><table><thead><tr><th scope='col'>Distance</th><th scope='col'>Value</th>");
        page.Raw("<th scope='col'>Read it</th></tr></thead><tbody>");
        Line("Population stability index", figures.Psi,
            $"from {ColumnChecks.Number(options.ModeratePsi)} some, from {ColumnChecks.Number(options.MajorPsi)} a "
            + $"large shift, over the {ColumnChecks.Number(figures.PsiNoise)} that chance makes here");
        Line("Jensen–Shannon distance", figures.JensenShannon, "0 the same, 1 nothing in common; .13 some, .21 large");
        Line("Kolmogorov–Smirnov gap", figures.KolmogorovSmirnov, "largest gap of the shares under a value; .13, .2");
        Line("Wasserstein distance", figures.Wasserstein, $"how far values moved on average, {column.Info.Unit}");
        Line("Wasserstein in standard deviations", figures.ScaledWasserstein,
            $"from {ColumnChecks.Number(options.ModerateWasserstein)} some, from "
            + $"{ColumnChecks.Number(options.MajorWasserstein)} a large shift");
        Line("χ²", figures.ChiSquare,
            $"of {figures.DegreesOfFreedom} degrees of freedom, rows of a shopper counted for less");
        Line("Cramér's V", figures.CramersV,
            "small where the periods have unlike numbers of rows: no verdict rests on it");
        page.Raw("</tbody></table></div>");

        void Line(string name, double? value, string words)
        {
            if (value is { } known)
            {
                page.Add($"<tr><th scope='row'>{name}</th><td class='n'>{ColumnChecks.Number(known)}</td>");
                page.Add($"<td class='soft'>{words}</td></tr>");
            }
        }
    }

    private static void Facts(HtmlText page, ColumnReport column)
    {
        page.Raw("<div class='figures'><table><thead><tr><th scope='col'>Period</th>");
        string[] heads =
            ["Rows", "Worth", "Missing", "Distinct", "Least", "5 %", "Median", "Mean", "95 %", "Most", "Spread"];
        var isNumber = column.Kind == "number";
        foreach (var head in heads.Take(isNumber ? heads.Length : 4))
            page.Add($"<th scope='col'>{head}</th>");
        page.Raw("</tr></thead><tbody>");
        Row("reference", column.Reference);
        Row("current", column.Current);
        page.Raw("</tbody></table></div><p class='hint'>Worth: independent rows that these are worth, as rows of one ");
        page.Raw("shopper are alike.</p>");

        void Row(string name, SampleFacts facts)
        {
            page.Add($"<tr><th scope='row'>{name}</th><td class='n'>{facts.Rows:N0}</td>");
            page.Add($"<td class='n'>{ColumnChecks.Number(Math.Floor(facts.EffectiveRows))}</td>");
            var missing = facts.Rows == 0 ? 0 : (double)facts.Missing / facts.Rows;
            page.Add($"<td class='n'>{ColumnChecks.Share(missing)}</td>");
            Cell(facts.Distinct);
            if (isNumber)
            {
                foreach (var value in new[]
                {
                    facts.Min, facts.P05, facts.Median, facts.Mean, facts.P95, facts.Max, facts.Spread,
                })
                {
                    Cell(value);
                }
            }

            page.Raw("</tr>");
        }

        void Cell(double? value) =>
            page.Add($"<td class='n'>{(value is { } known ? ColumnChecks.Number(known) : "—")}</td>");
    }

    private static string NameOf(CheckKind kind) => kind switch
    {
        CheckKind.Distribution => "Distribution",
        CheckKind.Missing => "Missing",
        CheckKind.NewValues => "New values",
        CheckKind.Range => "Range",
        CheckKind.Share => "Share",
        _ => "Volume",
    };
}
