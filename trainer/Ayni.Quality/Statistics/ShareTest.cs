using MathNet.Numerics;

namespace Ayni.Quality;

/// <summary>Two shares compared: of missing values, duplicates, new shoppers.</summary>
/// <param name="Reference">Share in the reference, 0 to 1.</param>
/// <param name="Current">Share in the current sample.</param>
/// <param name="PValue">
/// Chance of as unlike a pair where nothing differs: Fisher's exact test where fewer than 10 are expected in a cell,
/// else χ².
/// </param>
/// <param name="CohensH">
/// 2 asin √current − 2 asin √reference (Cohen 1988, chapter 6): 1 % against none weighs as much as 60 % against 50 %.
/// </param>
public sealed record ShareTest(double Reference, double Current, double PValue, double CohensH)
{
    private const double LeastExpected = 10;

    /// <summary>Relative slack by which two tables count as equally likely, as in R's fisher.test.</summary>
    private const double Slack = 1e-7;

    /// <summary>Compares hits among rows.</summary>
    /// <param name="referenceHits">Hits in the reference, 0 to its rows.</param>
    /// <param name="referenceRows">Rows of the reference, over 0.</param>
    /// <param name="currentHits">Hits in the current sample.</param>
    /// <param name="currentRows">Rows of the current sample, over 0.</param>
    /// <param name="referenceWeight">Independent rows a row of the reference stands for, over 0 to 1.</param>
    /// <param name="currentWeight">The same of the current sample.</param>
    public static ShareTest Of(
        long referenceHits,
        long referenceRows,
        long currentHits,
        long currentRows,
        double referenceWeight = 1,
        double currentWeight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(referenceRows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(currentRows);
        var (before, now) = ((double)referenceHits / referenceRows, (double)currentHits / currentRows);
        var p = PValueOf(
            Table(referenceHits, referenceRows, referenceWeight), Table(currentHits, currentRows, currentWeight));
        return new ShareTest(before, now, p, (2 * Math.Asin(Math.Sqrt(now))) - (2 * Math.Asin(Math.Sqrt(before))));
    }

    private static (long Hits, long Rows) Table(long hits, long rows, double weight)
    {
        var weighed = Math.Max((long)Math.Round(rows * weight), 1);
        return ((long)Math.Round((double)hits / rows * weighed), weighed);
    }

    private static double PValueOf((long Hits, long Rows) before, (long Hits, long Rows) now)
    {
        var hits = before.Hits + now.Hits;
        var all = before.Rows + now.Rows;
        if (hits == 0 || hits == all)
            return 1;
        var least = (double)Math.Min(hits, all - hits) * Math.Min(before.Rows, now.Rows) / all;
        return least < LeastExpected
            ? Fisher(now.Hits, now.Rows, hits, all)
            : ChiSquare.Of([before.Hits, before.Rows - before.Hits], [now.Hits, now.Rows - now.Hits]).PValue;
    }

    /// <summary>Σ of the chances of all tables with these margins that are no likelier than the one seen.</summary>
    private static double Fisher(long seen, long drawn, long hits, long all)
    {
        var (least, most) = (Math.Max(0, drawn + hits - all), Math.Min(drawn, hits));
        var limit = LogChance(seen) + Slack;
        var sum = 0.0;
        for (var count = least; count <= most; count++)
        {
            var chance = LogChance(count);
            if (chance <= limit)
                sum += Math.Exp(chance);
        }

        return Math.Min(sum, 1);

        double LogChance(long count) =>
            LogChoose(hits, count) + LogChoose(all - hits, drawn - count) - LogChoose(all, drawn);
    }

    private static double LogChoose(long from, long taken) =>
        SpecialFunctions.GammaLn(from + 1) - SpecialFunctions.GammaLn(taken + 1)
        - SpecialFunctions.GammaLn(from - taken + 1);
}
