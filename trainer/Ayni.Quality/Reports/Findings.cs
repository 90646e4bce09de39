using System.Globalization;

namespace Ayni.Quality;

/// <summary>Puts a report into words.</summary>
internal static class Findings
{
    public static IReadOnlyList<Finding> Of(
        IReadOnlyList<ColumnReport> columns,
        VolumeReport volume,
        IReadOnlyList<CatalogueCheck> catalogue,
        InteractionRows rows) =>
    [
        .. columns.SelectMany(OfColumn)
            .Concat(OfVolume(volume))
            .Concat(OfFuture(rows))
            .Concat(catalogue.Where(check => check.Severity > Severity.None).Select(OfCatalogue))
            .OrderByDescending(finding => finding.IsDrift)
            .ThenByDescending(finding => finding.Severity),
    ];

    public static string Headline(IReadOnlyList<Finding> findings, bool isUndecided)
    {
        var drifts = findings.Where(finding => finding.IsDrift).ToArray();
        var subjects = drifts.Select(finding => finding.Subject).Distinct(StringComparer.Ordinal).ToArray();
        var defects = findings.Count - drifts.Length;
        var data = defects switch
        {
            0 => "",
            1 => " The data have one defect to look at.",
            _ => $" The data have {defects} defects to look at.",
        };
        if (drifts.Length == 0)
            return (isUndecided ? "There is too little to say whether anything shifted." : "Nothing shifted.") + data;
        var how = drifts.Any(finding => finding.Severity == Severity.Major) ? " a lot" : "";
        return subjects.Length switch
        {
            1 => $"One thing shifted{how}: {Lower(subjects[0])}.",
            2 or 3 => $"{Count(subjects.Length)} things shifted{how}: {Listed(subjects)}.",
            _ => $"{Count(subjects.Length)} things shifted{how}, first of all {Listed([.. subjects.Take(3)])}.",
        } + data;
    }

    public static string Summary(
        IReadOnlyList<ColumnReport> columns, PeriodFacts before, PeriodFacts now, QualityOptions options)
    {
        var decided = columns.Count(column => column.Undecided is null);
        var few = columns.Count == decided ? "" : $", {columns.Count - decided} more had too few rows";
        var rows = string.Create(
            CultureInfo.InvariantCulture,
            $"{now.Interactions:N0} interactions of {now.Shoppers:N0} shoppers ({now.Text})");
        var rowsBefore = string.Create(
            CultureInfo.InvariantCulture, $"{before.Interactions:N0} of {before.Shoppers:N0} ({before.Text})");
        var rate = string.Create(CultureInfo.InvariantCulture, $"{options.FalseDiscoveryRate * 100:0.##} %");
        return $"{rows} against {rowsBefore}. {decided} columns were compared{few}. Where nothing shifts, a report "
            + $"raises a false alarm in at most {rate} of cases.";
    }

    private static IEnumerable<Finding> OfColumn(ColumnReport column) =>
        from check in column.Checks
        where check.Severity > Severity.None
        select new Finding(
            check.Severity,
            column.Name,
            column.Info.Label,
            Sentence(check, column),
            check.Kind switch
            {
                CheckKind.Missing => "What is missing cannot be learnt from.",
                CheckKind.Range => "Values that never were before: a unit, a currency or an error.",
                _ => column.Info.Meaning,
            },
            check.Kind switch
            {
                CheckKind.Missing => "Look whether the field is still sent, under its name.",
                CheckKind.Range => "Look at the largest and smallest of them.",
                _ => column.Info.Remedy,
            });

    private static string Sentence(CheckResult check, ColumnReport column)
    {
        var size = check.Kind == CheckKind.Distribution && column.Distribution is { } figures
            ? $" (PSI {ColumnChecks.Number(figures.Psi)})"
            : "";
        var names = check.Kind == CheckKind.NewValues && column.NewValues.Count > 0
            ? $": {string.Join(", ", column.NewValues.Take(3))}"
            : "";
        return $"{Upper(check.Words)}{names}{size}.";
    }

    private static IEnumerable<Finding> OfVolume(VolumeReport volume)
    {
        if (volume.Gap is { } gap)
        {
            yield return new Finding(
                Severity.Major,
                "volume_gap",
                "Silence",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Nothing came from {gap.From:yyyy-MM-dd HH:mm} to {gap.To:yyyy-MM-dd HH:mm} UTC, where some "
                    + $"{gap.ExpectedEvents:N0} events are usual."),
                "What shoppers did then is unknown, and every figure of the period lacks it.",
                "Send it again: event ids keep what did arrive from counting twice.");
        }
    }

    private static IEnumerable<Finding> OfFuture(InteractionRows rows)
    {
        if (rows.Future > 0)
        {
            yield return new Finding(
                Severity.Moderate,
                "future_events",
                "Events of the future",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rows.Future:N0} {(rows.Future == 1 ? "event lies" : "events lie")} after now, up to "
                    + $"{rows.Furthest:yyyy-MM-dd HH:mm}."),
                "They count as newest for as long as that, and split a log by time in the wrong place.",
                "Look for dates in another order of day and month, or a clock that is wrong.")
            {
                IsDrift = false,
            };
        }
    }

    private static Finding OfCatalogue(CatalogueCheck check) => new(
        check.Severity,
        check.Name,
        check.Label,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{check.Products:N0} of {check.Of:N0} products ({ColumnChecks.Share(check.Share)})."),
        check.Meaning,
        check.Products == check.Of
            ? "Send the field with the catalogue: not one product has it, so a mapping may lack its column."
            : $"Begin with {string.Join(", ", check.Examples.Take(3))}.")
    {
        IsDrift = false,
    };

    private static string Listed(string[] names) => names.Length == 1
        ? Lower(names[0])
        : $"{string.Join(", ", names[..^1].Select(Lower))} and {Lower(names[^1])}";

    private static string Count(int number) => number switch
    {
        2 => "Two",
        3 => "Three",
        4 => "Four",
        5 => "Five",
        6 => "Six",
        7 => "Seven",
        8 => "Eight",
        9 => "Nine",
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
