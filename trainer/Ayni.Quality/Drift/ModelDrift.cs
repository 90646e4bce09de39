namespace Ayni.Quality;

/// <summary>
/// Whether the data shifted since a model was made, in what a model learns from. The log before the model against the
/// log after it, in whole weeks; of less than a week against the same weekdays of the week before.
/// </summary>
public static class ModelDrift
{
    private const int DaysPerWeek = 7;

    /// <summary>Weeks before the model that one week after it is compared with, at most.</summary>
    private const int MostTimesLonger = 4;

    /// <summary>
    /// Columns that a model learns from, so that training again is the remedy. Others (durations, late events, a field
    /// that is missing) are defects of the data that training would learn.
    /// </summary>
    private static readonly string[] Learnt =
    [
        InteractionColumnInfos.Popularity.Name, InteractionColumnInfos.NewProduct.Name,
        InteractionColumnInfos.Category.Name, InteractionColumnInfos.Brand.Name, InteractionColumnInfos.Price.Name,
        InteractionColumnInfos.Type.Name, InteractionColumnInfos.Activity.Name,
    ];

    private static readonly CheckKind[] Shifts = [CheckKind.Distribution, CheckKind.NewValues, CheckKind.Share];

    /// <summary>The periods to compare; null: less than a day came since, or nothing as long lies before.</summary>
    /// <param name="oldest">Oldest event.</param>
    /// <param name="newest">Newest event that is not in the future.</param>
    /// <param name="madeAt">Newest event that the model was made of.</param>
    public static (Period Before, Period Since)? PeriodsOf(
        DateTimeOffset oldest, DateTimeOffset newest, DateTimeOffset madeAt)
    {
        var (first, from) = (PeriodChoice.Floor(oldest), PeriodChoice.Ceiling(madeAt));
        var days = (int)Math.Floor((PeriodChoice.Ceiling(newest) - from).TotalDays);
        if (days < 1)
            return null;
        if (days < DaysPerWeek)
        {
            var since = new Period(from, from.AddDays(days));
            var before = new Period(since.From.AddDays(-DaysPerWeek), since.To.AddDays(-DaysPerWeek));
            return before.From >= first ? (before, since) : null;
        }

        var length = TimeSpan.FromDays(days - (days % DaysPerWeek));
        var end = from.AddDays(days);
        var times = (int)Math.Clamp((from - first) / length, 0, MostTimesLonger);
        return times == 0
            ? null
            : (new Period(from - (times * length), from), new Period(end - length, end));
    }

    /// <summary>What shifted, in a sentence; null: nothing, or too little to say.</summary>
    /// <param name="input">Log and catalogue; its periods are not used.</param>
    /// <param name="madeAt">Newest event that the model was made of.</param>
    /// <param name="options">Thresholds.</param>
    public static string? Find(QualityInput input, DateTimeOffset madeAt, QualityOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        var rows = input.Rows;
        if (rows is not { Oldest: { } oldest, Newest: { } newest } || PeriodsOf(oldest, newest, madeAt) is not { } of)
            return null;
        if (IsEmpty(rows, of.Before) || IsEmpty(rows, of.Since))
            return null;
        var report = QualityReporter.Make(input with { Reference = of.Before, Current = of.Since }, options);
        string[] shifted =
        [
            .. report.Columns.Where(column => Learnt.Contains(column.Name, StringComparer.Ordinal))
                .Select(column => (Column: column, Check: WorstOf(column)))
                .Where(found => found.Check is not null)
                .OrderByDescending(found => found.Check!.Severity)
                .Select(found => $"{char.ToLowerInvariant(found.Column.Info.Label[0])}{found.Column.Info.Label[1..]} "
                    + $"({found.Check!.Words})"),
        ];
        return shifted.Length == 0
            ? null
            : $"{string.Join("; ", shifted)}; {of.Since} against {of.Before}";
    }

    private static CheckResult? WorstOf(ColumnReport column) => column.Checks
        .Where(check => check.Severity > Severity.None && Shifts.Contains(check.Kind))
        .MaxBy(check => check.Severity);

    private static bool IsEmpty(InteractionRows rows, Period period) =>
        !rows.Rows.Any(row => period.Contains(row.TimeMs));
}
