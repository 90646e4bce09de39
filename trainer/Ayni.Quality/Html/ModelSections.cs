namespace Ayni.Quality;

/// <summary>What is recommended, and how good the published versions were.</summary>
internal static class ModelSections
{
    public static void Write(HtmlText page, QualityReport report)
    {
        if (report.Lists is { } lists)
            Lists(page, lists);
        if (report.Models.Count > 0)
            Models(page, report.Models);
    }

    private static void Lists(HtmlText page, ListQuality lists)
    {
        page.Raw("<section><h2>What is recommended</h2><div class='figures'><table>");
        page.Add($"<caption>Lists of {lists.ListLength} for {lists.Shoppers:N0} shoppers drawn by a seed, by version ");
        page.Add($"{lists.ModelVersion}.</caption><tbody>");
        Line("Coverage", ColumnChecks.Share(lists.Coverage), "of the products met in the reference are in some list");
        Line("Diversity", Or(lists.Diversity), "0: a list of one kind, 1: nobody met two products of a list");
        Line("Novelty", Or(lists.Novelty) + " bits", "each bit is a product that half as many shoppers met");
        Line("Popularity bias", $"{1 + lists.PopularityLift:0.##} times",
            "as popular as what the same shoppers chose themselves; 1 is no bias");
        Line("Head", ColumnChecks.Share(lists.HeadShare), "of all places go to the fifth of products that is met most");
        Line("Gini", ColumnChecks.Number(Math.Round(lists.Gini, 3)),
            "0: all products get places alike, 1: one gets all");
        page.Raw("</tbody></table></div></section>");

        void Line(string name, string value, string words)
        {
            page.Add($"<tr><th scope='row'>{name}</th><td class='n'>{value}</td>");
            page.Add($"<td class='soft'>{words}</td></tr>");
        }
    }

    private static void Models(HtmlText page, IReadOnlyList<ModelPoint> models)
    {
        page.Raw("<section><h2>Published versions</h2>");
        string[] names =
            [.. models.SelectMany(model => model.Metrics.Keys).Distinct(StringComparer.Ordinal).Take(6)];
        if (names.Length > 0 && models.Count > 1)
        {
            var known = models.Where(model => model.Metrics.ContainsKey(names[0])).ToArray();
            page.Add($"<p class='hint'>{names[0]} on each version's own hold-out, oldest first</p>");
            Pictures.Line(
                page, [.. known.Select(model => model.Metrics[names[0]])],
                [.. known.Select(model => $"{model.CreatedAt:yyyy-MM-dd}")], names[0]);
        }

        page.Raw("<div class='figures'><table><caption>Each was judged on what was newest when it was trained, so ");
        page.Raw("a fall may be the data's as well as the model's.</caption><thead><tr><th scope='col'>Version</th>");
        page.Raw("<th scope='col'>Trained</th><th scope='col'>Serves</th>");
        foreach (var name in names)
            page.Add($"<th scope='col'>{name}</th>");
        page.Raw("</tr></thead><tbody>");
        foreach (var model in models)
        {
            page.Add($"<tr><th scope='row'>{model.Version}</th><td>{model.CreatedAt:yyyy-MM-dd HH:mm}</td>");
            page.Raw(model.IsActive ? "<td>yes</td>" : "<td></td>");
            foreach (var name in names)
                page.Add($"<td class='n'>{Or(model.Metrics.TryGetValue(name, out var value) ? value : null)}</td>");
            page.Raw("</tr>");
        }

        page.Raw("</tbody></table></div></section>");
    }

    private static string Or(double? value) => value is { } known ? ColumnChecks.Number(Math.Round(known, 4)) : "—";
}
