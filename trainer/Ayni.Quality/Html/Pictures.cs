namespace Ayni.Quality;

/// <summary>Pictures as inline SVG. The reference is filled grey, the current period blue and outlined.</summary>
internal static class Pictures
{
    private const double Pad = 2;
    private const int MostBars = 12;
    private const int RowHeight = 26;
    private const int LabelWidth = 190;

    /// <summary>A histogram, small or with its axis.</summary>
    public static void Histogram(HtmlText page, Histogram histogram, string name, int width, int height, bool hasAxis)
    {
        var bins = histogram.Labels.Count;
        var most = Math.Max(histogram.Reference.Max(), histogram.Current.Max());
        var floor = height - (hasAxis ? 18 : 1);
        var step = (width - (2 * Pad)) / bins;
        Open(page, width, height, $"{name}: reference grey, current period blue", hasAxis ? "big" : "small");
        for (var bin = 0; bin < bins; bin++)
        {
            var size = Scaled(histogram.Reference[bin]);
            var left = Pad + (bin * step);
            page.Add($"<rect class='ref' x='{left}' y='{floor - size}' width='{step * 0.94}' height='{size}'>");
            page.Add($"<title>{histogram.Labels[bin]}: {Said(histogram, bin)}</title></rect>");
        }

        page.Raw("<path class='cur' d='");
        for (var bin = 0; bin < bins; bin++)
        {
            var (left, top) = (Pad + (bin * step), floor - Scaled(histogram.Current[bin]));
            page.Raw(bin == 0 ? "M" : "L").Add($"{left} {top}L{left + (step * 0.94)} {top}");
        }

        page.Raw("'/>");
        if (hasAxis)
            Axis(page, histogram.Labels, step, width, height);
        page.Raw("</svg>");

        double Scaled(double share) => most > 0 ? share / most * (floor - 4) : 0;
    }

    /// <summary>Categories as bars on their sides, the most frequent first.</summary>
    public static void Bars(HtmlText page, Histogram histogram, string name)
    {
        var shown = Enumerable.Range(0, histogram.Labels.Count)
            .OrderByDescending(bin => Math.Max(histogram.Reference[bin], histogram.Current[bin]))
            .Take(MostBars)
            .ToArray();
        var most = shown.Max(bin => Math.Max(histogram.Reference[bin], histogram.Current[bin]));
        const int Width = 640;
        Open(page, Width, (shown.Length * RowHeight) + 2, $"{name}: reference grey, current period blue", "big");
        for (var row = 0; row < shown.Length; row++)
        {
            var bin = shown[row];
            var top = row * RowHeight;
            page.Add($"<text x='{LabelWidth - 8}' y='{top + 16}' text-anchor='end'>");
            page.Add($"<title>{histogram.Labels[bin]}</title>{Short(histogram.Labels[bin])}</text>");
            Bar(page, "ref", top + 3, histogram.Reference[bin]);
            Bar(page, "now", top + 13, histogram.Current[bin]);
        }

        page.Raw("</svg>");
        if (histogram.Labels.Count > shown.Length)
            page.Add($"<p class='hint'>{histogram.Labels.Count - shown.Length} further categories not drawn.</p>");

        void Bar(HtmlText target, string kind, int top, double share)
        {
            var size = most > 0 ? share / most * (Width - LabelWidth - 70) : 0;
            target.Add($"<rect class='{kind}' x='{LabelWidth}' y='{top}' width='{Math.Max(size, 0.5)}' height='9'/>");
            target.Add($"<text class='value' x='{LabelWidth + size + 5}' y='{top + 9}'>");
            target.Add($"{ColumnChecks.Share(share)}</text>");
        }
    }

    /// <summary>Two shares of a whole, one over the other.</summary>
    public static void Shares(HtmlText page, double reference, double current, string name)
    {
        const int Width = 150, Height = 38;
        Open(page, Width, Height, $"{name}: reference grey, current period blue", "small");
        page.Add($"<rect class='track' x='{Pad}' y='8' width='{Width - (2 * Pad)}' height='10'/>");
        page.Add($"<rect class='track' x='{Pad}' y='20' width='{Width - (2 * Pad)}' height='10'/>");
        page.Add($"<rect class='ref' x='{Pad}' y='8' width='{reference * (Width - (2 * Pad))}' height='10'/>");
        page.Add($"<rect class='now' x='{Pad}' y='20' width='{current * (Width - (2 * Pad))}' height='10'/></svg>");
    }

    /// <summary>Events by hour of the day.</summary>
    public static void Hours(HtmlText page, VolumeReport volume)
    {
        string[] labels = [.. Enumerable.Range(0, 24).Select(hour => $"{hour}:00")];
        var most = Math.Max(Math.Max(volume.ReferenceByHour.Max(), volume.CurrentByHour.Max()), 1e-9);
        var scaled = new Histogram(
            labels,
            [.. volume.ReferenceByHour.Select(count => count / most)],
            [.. volume.CurrentByHour.Select(count => count / most)]);
        Histogram(page, scaled, "Events by hour of day (UTC)", 640, 170, hasAxis: true);
    }

    /// <summary>Events by day, both periods one after the other.</summary>
    public static void Days(HtmlText page, IReadOnlyList<DayVolume> days)
    {
        const int Width = 640, Height = 150, Floor = Height - 18;
        var most = Math.Max(days.Max(day => day.Events), 1);
        var step = (Width - (2 * Pad)) / days.Count;
        Open(page, Width, Height, "Events by day: reference grey, current period blue", "big");
        for (var day = 0; day < days.Count; day++)
        {
            var size = (double)days[day].Events / most * (Floor - 4);
            page.Add($"<rect class='{(days[day].IsCurrent ? "now" : "ref")}' x='{Pad + (day * step)}' ");
            page.Add($"y='{Floor - size}' width='{step * 0.85}' height='{size}'>");
            page.Add($"<title>{days[day].From:yyyy-MM-dd HH:mm}: {days[day].Events:N0}</title></rect>");
        }

        Axis(page, [.. days.Select(day => $"{day.From:yyyy-MM-dd}")], step, Width, Height);
        page.Raw("</svg>");
    }

    /// <summary>One figure of the versions of a model, oldest first.</summary>
    public static void Line(HtmlText page, IReadOnlyList<double> values, IReadOnlyList<string> labels, string name)
    {
        const int Width = 640, Height = 130, Floor = Height - 22;
        var most = values.Max() is > 0 and var largest ? largest : 1;
        var step = (Width - 60.0) / Math.Max(values.Count - 1, 1);
        Open(page, Width, Height, name, "big");
        page.Raw("<path class='cur' d='");
        for (var point = 0; point < values.Count; point++)
            page.Raw(point == 0 ? "M" : "L").Add($"{30 + (point * step)} {Top(point)}");
        page.Raw("'/>");
        for (var point = 0; point < values.Count; point++)
        {
            page.Add($"<circle class='now' cx='{30 + (point * step)}' cy='{Top(point)}' r='4'>");
            page.Add($"<title>{labels[point]}: {ColumnChecks.Number(values[point])}</title></circle>");
        }

        page.Add($"<text x='2' y='{Height - 4}'>{labels[0]}</text>");
        if (labels.Count > 1)
            page.Add($"<text x='{Width - 2}' y='{Height - 4}' text-anchor='end'>{labels[^1]}</text>");
        page.Raw("</svg>");

        double Top(int point) => Floor - (values[point] / most * (Floor - 12));
    }

    private static void Open(HtmlText page, int width, int height, string name, string kind) =>
        page.Add($"<svg class='{kind}' viewBox='0 0 {width} {height}' role='img' aria-label='{name}'>");

    private static void Axis(HtmlText page, IReadOnlyList<string> labels, double step, int width, int height)
    {
        page.Add($"<line class='axis' x1='0' x2='{width}' y1='{height - 17.5}' y2='{height - 17.5}'/>");
        const double LetterWidth = 6.2;
        var all = labels.Count * (labels.Max(label => label.Length) + 2) * LetterWidth;
        var every = Math.Max((int)Math.Ceiling(all / width), 1);
        for (var bin = 0; bin < labels.Count; bin += every)
        {
            // A label that the edge would cut says less than none.
            if (bin > 0 && Pad + (bin * step) + (labels[bin].Length * 5.6) > width)
                break;
            page.Add($"<text x='{Pad + (bin * step)}' y='{height - 4}'>{labels[bin]}</text>");
        }
    }

    private static string Said(Histogram histogram, int bin) =>
        $"before {ColumnChecks.Share(histogram.Reference[bin])}, now {ColumnChecks.Share(histogram.Current[bin])}";

    private static string Short(string label) => label.Length <= 28 ? label : string.Concat(label.AsSpan(0, 27), "…");
}
