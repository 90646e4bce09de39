namespace Ayni.Quality;

/// <summary>A column of numbers; NaN is a missing one, infinities are refused.</summary>
/// <param name="info">What it is.</param>
/// <param name="reference">What is compared against.</param>
/// <param name="current">What is judged.</param>
public sealed class NumberColumn(ColumnInfo info, Sample<double> reference, Sample<double> current)
    : QualityColumn(info)
{
    /// <summary>The same rows, each taken for an independent one.</summary>
    internal NumberColumn WithoutClusters() => new(Info, new(reference.Values), new(current.Values));

    internal override ColumnReport Compare(QualityOptions options)
    {
        var (before, now) = (new NumberSample(reference), new NumberSample(current));
        var report = new ColumnReport
        {
            Name = Info.Name,
            Info = Info,
            Kind = "number",
            Reference = before.Facts(),
            Current = now.Facts(),
        };
        var missing = ColumnChecks.OfMissing(
            (before.Missing, reference.Clusters), (now.Missing, current.Clusters), options);
        CheckResult[] checks = missing is null ? [] : [missing];
        if (before.Sorted.Length == 0 || now.Sorted.Length == 0)
            return report with { Checks = checks, Undecided = ColumnChecks.TooFew(0, 0, options) };
        var bins = QuantileBins.Of(before.Sorted, options.Bins);
        var (counts, countsNow) = (bins.CountRows(before.Sorted), bins.CountRows(now.Sorted));
        report = report with
        {
            Checks = checks,
            Distribution = Figures(before, now, counts, countsNow),
            Histogram = NumberPicture.Of(before.Sorted, now.Sorted),
            Undecided = ColumnChecks.TooFew(before.EffectiveRows, now.EffectiveRows, options),
        };
        return report.Undecided is not null
            ? report
            : report with
            {
                Checks = [Distributed(report, before, now, options), .. checks, Range(before, now, options)],
            };
    }

    private static DistributionFigures Figures(NumberSample before, NumberSample now, long[] counts, long[] countsNow)
    {
        var scaled = Wasserstein.Scaled(before.Sorted, now.Sorted);
        return new DistributionFigures(
            PopulationStability.Index(counts, countsNow),
            PopulationStability.ExpectedNoise(counts.Length, before.EffectiveRows, now.EffectiveRows),
            JensenShannon.Distance(BinShares.Of(counts), BinShares.Of(countsNow)))
        {
            KolmogorovSmirnov = KolmogorovSmirnov.Statistic(before.Sorted, now.Sorted),
            Wasserstein = Wasserstein.Distance(before.Sorted, now.Sorted),
            ScaledWasserstein = double.IsFinite(scaled) ? scaled : null,
        };
    }

    private static CheckResult Distributed(
        ColumnReport report, NumberSample before, NumberSample now, QualityOptions options)
    {
        var figures = report.Distribution!;
        var p = KolmogorovSmirnov.PValue(
            figures.KolmogorovSmirnov!.Value, before.EffectiveRows, now.EffectiveRows);
        var stability = ColumnChecks.Grade(figures.Psi - figures.PsiNoise, options.ModeratePsi, options.MajorPsi);

        // A reference of one value has no spread to measure a move by; any move of it is as large as can be.
        var moved = figures.ScaledWasserstein is { } scaled
            ? ColumnChecks.Grade(scaled, options.ModerateWasserstein, options.MajorWasserstein)
            : Severity.Major;
        return new CheckResult(
            CheckKind.Distribution,
            p,
            (Severity)Math.Max((int)stability, (int)moved),
            $"median {ColumnChecks.Number(report.Current.Median!.Value)}, before "
            + $"{ColumnChecks.Number(report.Reference.Median!.Value)}; mean "
            + $"{ColumnChecks.Number(report.Current.Mean!.Value)}, before "
            + $"{ColumnChecks.Number(report.Reference.Mean!.Value)}");
    }

    /// <summary>
    /// Of values outside the reference's range. Where nothing shifted, the expected share is that of its two ends among
    /// its own rows.
    /// </summary>
    private static CheckResult Range(NumberSample before, NumberSample now, QualityOptions options)
    {
        var (least, most) = (before.Sorted[0], before.Sorted[^1]);
        var outside = now.Sorted.LongCount(value => value < least || value > most);
        var ends = Math.Min(2, before.Sorted.Length);
        var share = (double)outside / now.Sorted.Length;
        var p = outside == 0
            ? 1
            : ShareTest.Of(
                ends, before.Sorted.Length, outside, now.Sorted.Length,
                before.EffectiveRows / before.Sorted.Length, now.EffectiveRows / now.Sorted.Length).PValue;
        return new CheckResult(
            CheckKind.Range,
            p,
            ColumnChecks.Grade(share, options.ModerateOutside, options.MajorOutside),
            $"outside {ColumnChecks.Number(least)} to {ColumnChecks.Number(most)}: {ColumnChecks.Share(share)}");
    }
}
