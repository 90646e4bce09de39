namespace Ayni.Quality;

/// <summary>A column of texts that are categories: brands, types, hours. Null or blank is a missing one.</summary>
/// <param name="info">What it is.</param>
/// <param name="reference">What is compared against.</param>
/// <param name="current">What is judged.</param>
public sealed class TextColumn(ColumnInfo info, Sample<string?> reference, Sample<string?> current)
    : QualityColumn(info)
{
    private const int MaxNewValues = 10;

    /// <summary>True for values with an order of their own (hours, weekdays): pictures keep it.</summary>
    public bool IsOrdered { get; init; }

    internal override ColumnReport Compare(QualityOptions options)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var (before, now) = (new TextSample(reference, names), new TextSample(current, names));
        var missing = ColumnChecks.OfMissing(
            (before.Missing, reference.Clusters), (now.Missing, current.Clusters), options);
        var report = new ColumnReport
        {
            Name = Info.Name,
            Info = Info,
            Kind = "text",
            IsOrdered = IsOrdered,
            Reference = before.Facts(),
            Current = now.Facts(),
            Checks = missing is null ? [] : [missing],
        };
        if (before.Categories.Length == 0 || now.Categories.Length == 0)
            return report with { Undecided = ColumnChecks.TooFew(0, 0, options) };
        var pooled = PooledCategories.Of(names, before, now, options, IsOrdered);
        var chi = ChiSquare.Of(
            pooled.Reference, pooled.Current, before.RowWeight, now.RowWeight);
        report = report with
        {
            Distribution = Figures(pooled, chi, before, now),
            Histogram = new Histogram(
                pooled.Labels, BinShares.Of(pooled.Reference), BinShares.Of(pooled.Current)),
            NewValues = NewNames(names, before, now),
            Undecided = ColumnChecks.TooFew(before.EffectiveRows, now.EffectiveRows, options),
        };
        return report.Undecided is not null
            ? report
            : report with { Checks = [.. Judged(report, pooled, chi, before, now, options), .. report.Checks] };
    }

    private static DistributionFigures Figures(
        PooledCategories pooled, ChiSquare chi, TextSample before, TextSample now) =>
        new(
            PopulationStability.Index(pooled.Reference, pooled.Current),
            PopulationStability.ExpectedNoise(pooled.Labels.Length, before.EffectiveRows, now.EffectiveRows),
            JensenShannon.Distance(BinShares.Of(pooled.Reference), BinShares.Of(pooled.Current)))
        {
            ChiSquare = chi.Statistic,
            DegreesOfFreedom = chi.DegreesOfFreedom,
            CramersV = chi.CramersV,
        };

    private static IEnumerable<CheckResult> Judged(
        ColumnReport report,
        PooledCategories pooled,
        ChiSquare chi,
        TextSample before,
        TextSample now,
        QualityOptions options)
    {
        var figures = report.Distribution!;
        yield return new CheckResult(
            CheckKind.Distribution,
            chi.PValue,
            ColumnChecks.Grade(figures.Psi - figures.PsiNoise, options.ModeratePsi, options.MajorPsi),
            pooled.LargestMove());

        // A value met once in the reference would be new had it come a row later (Good 1953): so much is usual.
        var usual = before.Counts.LongCount(count => count == 1);
        var unknown = now.Counts.Where((count, category) => before.CountOf(category) == 0).Sum();
        if (ColumnChecks.OfShares(
            CheckKind.NewValues,
            "values the reference does not know",
            (usual, before.Categories.Length, before.RowWeight),
            (unknown, now.Categories.Length, now.RowWeight),
            options) is { } check)
        {
            yield return check with
            {
                EffectSeverity = unknown * (double)before.Categories.Length > usual * (double)now.Categories.Length
                    ? check.EffectSeverity
                    : Severity.None,
            };
        }
    }

    private static string[] NewNames(Dictionary<string, int> names, TextSample before, TextSample now) =>
    [
        .. names
            .Where(name => before.CountOf(name.Value) == 0 && now.CountOf(name.Value) > 0)
            .OrderByDescending(name => now.CountOf(name.Value))
            .ThenBy(name => name.Key, StringComparer.Ordinal)
            .Take(MaxNewValues)
            .Select(name => name.Key),
    ];
}
