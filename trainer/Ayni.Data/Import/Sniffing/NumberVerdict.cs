namespace Ayni.Data.Import.Sniffing;

/// <summary>How a file writes its numbers, from all of its columns that are read as numbers.</summary>
/// <param name="DecimalMark">Mark before the decimals; null for a point.</param>
/// <param name="Thousands">Mark between groups of digits; null for none.</param>
/// <param name="Strip">Texts around numbers; null for none.</param>
/// <param name="Currencies">Codes that the texts mean; null among them for a sign of several currencies.</param>
internal sealed record NumberVerdict(
    string? DecimalMark, string? Thousands, IReadOnlyList<string>? Strip, IReadOnlyList<string?> Currencies)
{
    /// <summary>Of numbers that decide, the share that may say otherwise: broken rows.</summary>
    private const double WrongShare = 0.02;

    public static NumberVerdict Of(
        IReadOnlyCollection<ColumnProfile> columns, string file, SniffHints hints, List<OpenQuestion> questions)
    {
        var numbers = columns.Select(column => column.Numbers).ToArray();
        var groups = numbers.SelectMany(one => one.Thousands).GroupBy(pair => pair.Key)
            .Select(group => (Mark: group.Key, Count: group.Sum(pair => pair.Value)))
            .OrderByDescending(group => group.Count).ToArray();
        var open = numbers.Sum(one => one.OpenPoints + one.OpenCommas);
        var mark = hints.DecimalMark?[0] ?? MarkOf(numbers, [.. groups.Select(group => group.Mark)]);
        if (mark is null && open > 0)
        {
            questions.Add(new OpenQuestion(
                $"Numbers of '{file}' such as '{numbers.First(one => one.OpenExample is not null).OpenExample}' have "
                + "one mark before three digits: decimals or thousands cannot be told.",
                "--decimal . or --decimal ,"));
        }

        if (mark == '\0')
        {
            questions.Add(new OpenQuestion(
                $"Numbers of '{file}' have decimals behind points and behind commas.", "--decimal . or --decimal ,"));
        }

        var affixes = numbers.SelectMany(one => one.Affixes.Keys).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToArray();
        return new NumberVerdict(
            mark is ',' ? "," : affixes.Length > 0 && mark is '.' ? "." : null,
            ThousandsOf(mark, groups, numbers),
            affixes.Length == 0 ? null : affixes,
            [.. affixes.Select(Sniffing.Currencies.CodeOf).Distinct()]);
    }

    /// <summary>The mark; null where nothing decides or there is none; '\0' where both are met.</summary>
    private static char? MarkOf(NumberEvidence[] numbers, char[] groups)
    {
        var points = numbers.Sum(one => one.Points);
        var commas = numbers.Sum(one => one.Commas);
        if (points > 0 && commas <= points * WrongShare)
            return '.';
        if (commas > 0 && points <= commas * WrongShare)
            return ',';
        if (points > 0 || commas > 0)
            return '\0';
        return groups.Contains('.') ? ',' : groups.Contains(',') ? '.' : null;
    }

    private static string? ThousandsOf(char? mark, (char Mark, int Count)[] groups, NumberEvidence[] numbers)
    {
        var group = groups.Select(one => one.Mark).Where(one => one != mark).Cast<char?>().FirstOrDefault();
        if (group is null && mark == ',' && numbers.Any(one => one.OpenPoints > 0))
            group = '.';
        if (group is null && mark == '.' && numbers.Any(one => one.OpenCommas > 0))
            group = ',';
        return group?.ToString();
    }
}
