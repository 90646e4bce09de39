namespace Ayni.Quality;

/// <summary>Makes reports: same input, same report.</summary>
public static class QualityReporter
{
    /// <summary>The periods that a report of these rows compares.</summary>
    /// <param name="rows">The log.</param>
    /// <param name="reference">What somebody asked for; null: chosen.</param>
    /// <param name="current">What somebody asked for; null: chosen.</param>
    /// <exception cref="ArgumentException">A period is empty, they overlap, or there is nothing to compare.</exception>
    public static (Period Reference, Period Current) PeriodsOf(
        InteractionRows rows, Period? reference, Period? current)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Oldest is not { } oldest || rows.Newest is not { } newest)
            throw new ArgumentException("The log holds no interaction: import or generate some first.");
        Check(reference, nameof(reference));
        Check(current, nameof(current));
        var chosen = (reference, current) switch
        {
            ({ } before, { } now) => (before, now),
            (null, { } now) => (PeriodChoice.Before(now, oldest), now),
            ({ } before, null) => (before, CurrentAfter(before, newest)),
            _ => PeriodChoice.Of(oldest, newest),
        };
        return chosen.Item1.To <= chosen.Item2.From || chosen.Item2.To <= chosen.Item1.From
            ? chosen
            : throw new ArgumentException(
                $"The reference ({chosen.Item1}) and the current period ({chosen.Item2}) overlap. Give two that do "
                + "not.");
    }

    /// <summary>Makes a report.</summary>
    /// <param name="input">What it is made of.</param>
    /// <param name="options">Thresholds.</param>
    /// <exception cref="ArgumentException">As <see cref="PeriodsOf"/>, or a period without an interaction.</exception>
    public static QualityReport Make(QualityInput input, QualityOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var (reference, current) = PeriodsOf(input.Rows, input.Reference, input.Current);
        List<string> notes = [.. input.Notes];
        var made = new InteractionColumns(input.Rows, input.Products, reference, current);
        var (before, now) = (made.FactsOf(reference), made.FactsOf(current));
        CheckRows(before, "reference", input.Rows);
        CheckRows(now, "current", input.Rows);
        var volume = new Volume(input.Rows, reference, current);
        var columns = ColumnComparison.Compare(
            [.. made.Make(notes), .. input.Further], options, [volume.Column(options)]);
        var report = volume.Report(options);
        var catalogue = CatalogueChecks.Of(input.Products, options);
        var findings = Findings.Of(columns, report, catalogue, input.Rows);
        var isUndecided = columns.All(column => column.Undecided is not null);
        var severity = findings.Select(finding => finding.Severity).DefaultIfEmpty().Max();
        return new QualityReport
        {
            GeneratedAt = input.Now,
            FromPosition = input.Rows.FirstPosition,
            ToPosition = input.Rows.LastPosition,
            Reference = before,
            Current = now,
            Severity = severity,
            IsUndecided = isUndecided,
            Headline = Findings.Headline(findings, isUndecided),
            Summary = Findings.Summary(columns, before, now, options),
            Findings = findings,
            Columns = columns,
            Volume = report,
            Moves = ProductMoves.Of(input.Rows, input.Products, reference, current),
            Products = input.Products.Count,
            Catalogue = catalogue,
            Lists = input.Lists,
            Models = input.Models,
            Notes = notes,
            Options = options,
        };
    }

    private static void Check(Period? period, string name)
    {
        if (period is not null && period.To <= period.From)
            throw new ArgumentException($"The {name} period ends at {period.To:O}, not after {period.From:O}.");
    }

    private static Period CurrentAfter(Period reference, DateTimeOffset newest) => newest >= reference.To
        ? new Period(reference.To, newest.AddMilliseconds(1))
        : throw new ArgumentException($"No event is newer than the reference, which ends at {reference.To:O}.");

    private static void CheckRows(PeriodFacts period, string name, InteractionRows rows)
    {
        if (period.Interactions == 0)
        {
            throw new ArgumentException(
                $"No interaction in the {name} period ({period.Text}). The log holds {rows.Oldest:yyyy-MM-dd HH:mm} to "
                + $"{rows.Newest:yyyy-MM-dd HH:mm}.");
        }
    }
}
