namespace Ayni.Data.Import.Sniffing;

/// <summary>
/// Tells whether the first row holds names: names are no numbers where the column has numbers, are known words, and do
/// not come again below.
/// </summary>
internal static class HeaderSniffer
{
    /// <summary>True or false; null where nothing decides.</summary>
    public static bool? HasHeader(IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
            return null;
        var names = 0;
        var known = 0;
        var data = 0;
        for (var at = 0; at < rows[0].Length; at++)
        {
            var first = rows[0][at];
            var column = Profile(rows.Skip(1), at, out var again, first);
            if (first.Length == 0)
                continue;
            if (IsData(first))
            {
                data++;
            }
            else if (again)
            {
                // The value of a row may be a word that is a name elsewhere, but a name is not the value of a row.
                data++;
            }
            else
            {
                if (IsKnown(first))
                    known++;
                if (column.Filled > 0 && (column.IsDate || column.IsNumber || HasOtherShape(rows, at)))
                    names++;
                else if (column.Filled > 0 && HasDigit(first) && IsOfShape(rows, at))
                    data++;
            }
        }

        return (names + (2 * known), data) switch
        {
            (0, 0) => null,
            ( > 0, 0) => true,
            (0, > 0) => false,
            _ when known >= 2 && known >= data => true,
            _ when data > names + known => false,
            _ => null,
        };
    }

    public static OpenQuestion Question(string file, IReadOnlyList<string[]> rows) => new(
        $"Whether the first row of '{file}' ({string.Join(" | ", rows.Count > 0 ? rows[0] : [])}) holds names or is "
        + "data cannot be told.",
        "--header yes or --header no");

    private static ColumnProfile Profile(IEnumerable<string[]> rows, int at, out bool again, string first)
    {
        var column = new ColumnProfile("", at, false);
        again = false;
        foreach (var row in rows)
        {
            if (at >= row.Length || row[at].Length == 0)
                continue;
            column.Sample(row[at]);
            again |= row[at] == first;
        }

        return column;
    }

    private static bool IsData(string cell)
    {
        var column = new ColumnProfile("", 0, false);
        column.Sample(cell);
        return column.IsDate || column.IsNumber;
    }

    private static bool IsKnown(string cell)
    {
        var words = ColumnWords.Of(cell);
        return cell.Length <= 40 && words.Count is > 0 and <= 4
            && Enum.GetValues<Meaning>().Any(meaning => MeaningWords.Rank(meaning, words) is not null);
    }

    private static bool HasDigit(string cell) => cell.Any(char.IsAsciiDigit);

    /// <summary>Whether the first cell has no digit and the column's ids all have.</summary>
    private static bool HasOtherShape(IReadOnlyList<string[]> rows, int at)
        => !HasDigit(rows[0][at]) && Most(rows, at, HasDigit);

    private static bool IsOfShape(IReadOnlyList<string[]> rows, int at)
        => Most(rows, at, cell => Shape(cell) == Shape(rows[0][at]));

    private static bool Most(IReadOnlyList<string[]> rows, int at, Func<string, bool> test)
    {
        var cells = rows.Skip(1).Where(row => at < row.Length && row[at].Length > 0).Select(row => row[at]).ToArray();
        return cells.Length > 0 && cells.Count(test) >= cells.Length * 0.9;
    }

    /// <summary>"SKU-0012" is "a-9".</summary>
    private static string Shape(string cell)
    {
        var shape = new List<char>();
        foreach (var letter in cell)
        {
            var kind = char.IsAsciiDigit(letter) ? '9' : char.IsLetter(letter) ? 'a' : letter;
            if (shape.Count == 0 || shape[^1] != kind)
                shape.Add(kind);
        }

        return new string([.. shape]);
    }
}
