namespace Ayni.Quality;

/// <summary>All columns at a glance.</summary>
internal static class ColumnTable
{
    public static void Write(HtmlText page, QualityReport report)
    {
        page.Raw("<section><h2>Columns</h2>");
        HtmlReport.Legend(page);
        page.Raw("<table class='wide'><caption>Shifted ones first. PSI: .1 is some, .25 a large shift. Chance: how ");
        page.Raw("often chance alone does as much, all tests taken together.</caption>");
        page.Raw("<thead><tr><th scope='col'>Column</th>");
        page.Raw("<th scope='col'>Verdict</th><th scope='col'>Before</th><th scope='col'>Now</th>");
        page.Raw("<th scope='col'>Picture</th><th scope='col'>PSI</th><th scope='col'>Chance</th></tr></thead><tbody>");
        foreach (var column in Ordered(report.Columns))
            Row(page, column);
        page.Raw("</tbody></table></section>");
    }

    /// <summary>Worst first, then those with a verdict, then as they were made.</summary>
    public static IEnumerable<ColumnReport> Ordered(IReadOnlyList<ColumnReport> columns) => columns
        .OrderByDescending(column => column.Severity)
        .ThenBy(column => column.Undecided is not null);

    /// <summary>A period of a column in a few words.</summary>
    public static string Gist(ColumnReport column, SampleFacts facts, bool isCurrent)
    {
        if (facts.Share is { } share)
            return ColumnChecks.Share(share);
        if (facts.Median is { } median)
        {
            var spread = $"{ColumnChecks.Number(median)} ({ColumnChecks.Number(facts.P05!.Value)} to "
                + $"{ColumnChecks.Number(facts.P95!.Value)})";
            return column.Info.Unit is { } unit ? $"{spread} {unit}" : spread;
        }

        if (column.Histogram is not { } histogram)
            return "—";
        var shares = isCurrent ? histogram.Current : histogram.Reference;

        // What is pooled comes last, in brackets, and is no value of its own.
        var named = histogram.Labels.Count(label => !label.StartsWith('('));
        var top = Enumerable.Range(0, Math.Max(named, 1)).MaxBy(bin => shares[bin]);
        return $"{histogram.Labels[top]} ({ColumnChecks.Share(shares[top])})";
    }

    private static void Row(HtmlText page, ColumnReport column)
    {
        page.Add($"<tr><th scope='row'><a href='#c-{column.Name}'>{column.Info.Label}</a></th><td>");
        Chip.Write(page, column);
        page.Add($"</td><td class='n' data-k='Before'>{Gist(column, column.Reference, false)}</td>");
        page.Add($"<td class='n' data-k='Now'>{Gist(column, column.Current, true)}</td><td>");
        if (column.Kind == "flag")
            Pictures.Shares(page, column.Reference.Share ?? 0, column.Current.Share ?? 0, column.Info.Label);
        else if (column.Histogram is { } histogram)
            Pictures.Histogram(page, histogram, column.Info.Label, 150, 38, hasAxis: false);
        var psi = column.Distribution is { } figures ? ColumnChecks.Number(Math.Round(figures.Psi, 3)) : "—";
        var chance = column.Checks.Count == 0 || column.Undecided is not null
            ? "—"
            : ColumnDetails.Chance(column.Checks.Min(check => check.AdjustedPValue));
        page.Add($"</td><td class='n' data-k='PSI'>{psi}</td><td class='n' data-k='Chance'>{chance}</td></tr>");
    }
}
