namespace Ayni.Quality;

/// <summary>A column of yes and no: is it a duplicate, is the shopper new.</summary>
/// <param name="info">What it is.</param>
/// <param name="reference">What is compared against.</param>
/// <param name="current">What is judged.</param>
public sealed class FlagColumn(ColumnInfo info, Sample<bool> reference, Sample<bool> current) : QualityColumn(info)
{
    internal override ColumnReport Compare(QualityOptions options)
    {
        var before = ColumnChecks.Flagged(([.. reference.Values], reference.Clusters));
        var now = ColumnChecks.Flagged(([.. current.Values], current.Clusters));
        var report = new ColumnReport
        {
            Name = Info.Name,
            Info = Info,
            Kind = "flag",
            Reference = Facts(before),
            Current = Facts(now),
            Undecided = ColumnChecks.TooFew(before.Rows * before.Weight, now.Rows * now.Weight, options),
        };
        var check = ColumnChecks.OfShares(CheckKind.Share, Info.Label, before, now, options);
        return report with
        {
            Checks = check is null || report.Undecided is not null ? [] : [check],
            Histogram = before.Rows == 0 || now.Rows == 0
                ? null
                : new Histogram(["yes", "no"], Shares(before), Shares(now)),
        };
    }

    private static double[] Shares((long Hits, long Rows, double Weight) sample) =>
        BinShares.Of([sample.Hits, sample.Rows - sample.Hits]);

    private static SampleFacts Facts((long Hits, long Rows, double Weight) sample) => new()
    {
        Rows = sample.Rows,
        EffectiveRows = sample.Rows * sample.Weight,
        Missing = 0,
        Share = sample.Rows == 0 ? null : (double)sample.Hits / sample.Rows,
    };
}
