using System.Globalization;

namespace Ayni.Quality;

/// <summary>What columns of any kind have in common.</summary>
internal static class ColumnChecks
{
    public static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e15 or < 1e-4 => value.ToString("0.##e0", CultureInfo.InvariantCulture),
        >= 1_000 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    /// <summary>"12.3 %"; never "0.0 %" of something.</summary>
    public static string Share(double share) => share switch
    {
        0 => "none",
        < 0.0001 => "under 0.01 %",
        < 0.01 => $"{(share * 100).ToString("0.##", CultureInfo.InvariantCulture)} %",
        _ => $"{(share * 100).ToString("0.#", CultureInfo.InvariantCulture)} %",
    };

    public static Severity Grade(double size, double moderate, double major) =>
        size >= major ? Severity.Major : size >= moderate ? Severity.Moderate : Severity.None;

    /// <summary>Compares two shares; null where neither has any.</summary>
    public static CheckResult? OfShares(
        CheckKind kind,
        string what,
        (long Hits, long Rows, double Weight) reference,
        (long Hits, long Rows, double Weight) current,
        QualityOptions options)
    {
        if (reference.Rows == 0 || current.Rows == 0 || (reference.Hits == 0 && current.Hits == 0))
            return null;
        var test = ShareTest.Of(
            reference.Hits, reference.Rows, current.Hits, current.Rows, reference.Weight, current.Weight);
        return new CheckResult(
            kind,
            test.PValue,
            Grade(Math.Abs(test.CohensH), options.ModerateShare, options.MajorShare),
            $"{what}: {Share(test.Current)}, before {Share(test.Reference)}");
    }

    /// <summary>Share of rows without a value, told apart from chance by the shoppers they are of.</summary>
    public static CheckResult? OfMissing(
        (bool[] Missing, IReadOnlyList<int>? Clusters) reference,
        (bool[] Missing, IReadOnlyList<int>? Clusters) current,
        QualityOptions options) =>
        OfShares(CheckKind.Missing, "without a value", Flagged(reference), Flagged(current), options);

    /// <summary>Hits, rows and the independent rows that a row is worth.</summary>
    public static (long Hits, long Rows, double Weight) Flagged((bool[] Flags, IReadOnlyList<int>? Clusters) sample)
    {
        var (flags, clusters) = sample;
        long hits = flags.Count(flag => flag);
        var weight = clusters is null || flags.Length == 0 || hits == 0 || hits == flags.Length
            ? 1
            : 1 / DesignEffect.OfCategories(
                Array.ConvertAll(flags, flag => flag ? 1 : 0), clusters as int[] ?? [.. clusters]);
        return (hits, flags.Length, weight);
    }

    /// <summary>Why two periods cannot be compared; null: they can.</summary>
    public static string? TooFew(double reference, double current, QualityOptions options)
    {
        var least = Math.Min(reference, current);
        if (least >= options.LeastRows)
            return null;
        var period = reference <= current ? "the reference" : "the current period";
        return $"Too few to say: {period} is worth {Number(Math.Floor(least))} independent rows, and a verdict needs "
            + $"{options.LeastRows}.";
    }
}
