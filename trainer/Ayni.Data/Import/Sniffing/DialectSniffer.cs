using CsvHelper;

namespace Ayni.Data.Import.Sniffing;

/// <summary>
/// Tells delimiter, quoting and header of a text table by its first rows: a delimiter gives every row as many fields,
/// and fields that are numbers, dates, ids or texts, not two of them glued together.
/// </summary>
internal static class DialectSniffer
{
    /// <summary>Rows looked at.</summary>
    public const int MaxRows = 1_000;

    /// <summary>A delimiter this much worse than the best is none.</summary>
    private const double RivalShare = 0.9;

    private const double MaxMalformedShare = 0.05;

    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <summary>Looks at the start of a file.</summary>
    /// <param name="text">Whole rows; the last may be cut where <paramref name="isCut"/>.</param>
    /// <param name="isCut">Whether the file goes on.</param>
    /// <param name="file">Its name, for questions.</param>
    /// <param name="hints">What is known already.</param>
    public static Dialect Of(string text, bool isCut, string file, SniffHints hints)
    {
        var questions = new List<OpenQuestion>();
        var best = OfDelimiter(text, isCut, file, hints, questions);
        var header = hints.HasHeader ?? HeaderSniffer.HasHeader(best.Rows);
        if (header is null)
            questions.Add(HeaderSniffer.Question(file, best.Rows));

        return new Dialect(best.Delimiter, best.Quote, header ?? true, questions);
    }

    private static Candidate OfDelimiter(
        string text, bool isCut, string file, SniffHints hints, List<OpenQuestion> questions)
    {
        if (hints.Delimiter is [var said])
            return Parse(text, said, isCut);
        var ranked = Candidates.Select(one => Parse(text, one, isCut)).OrderByDescending(one => one.Quality).ToArray();
        var best = ranked[0];
        if (best.Quality <= 0)
        {
            questions.Add(new OpenQuestion(
                $"No delimiter gives the rows of '{file}' the same number of fields.",
                "--delimiter ; or another character between fields"));
        }
        else if (ranked[1].Quality > best.Quality * RivalShare)
        {
            questions.Add(new OpenQuestion(
                $"'{file}' can be read with {Name(best.Delimiter)} or with {Name(ranked[1].Delimiter)} between fields.",
                $"--delimiter \"{best.Delimiter}\" or --delimiter \"{ranked[1].Delimiter}\""));
        }

        return best;
    }

    /// <summary>A delimiter for people.</summary>
    public static string Name(char delimiter) => delimiter switch
    {
        '\t' => "tab",
        ',' => "comma",
        ';' => "semicolon",
        '|' => "bar",
        _ => $"'{delimiter}'",
    };

    private static Candidate Parse(string text, char delimiter, bool isCut)
    {
        foreach (var quote in (char?[])['"', '\''])
        {
            var quoted = Parse(text, delimiter, quote, isCut, out var malformed);
            if (quote == '\'' && !quoted.IsQuoted)
                break;
            if (malformed <= quoted.Rows.Count * MaxMalformedShare && (quote == '\'' || !HasSingleQuotes(quoted.Rows)))
                return quoted;
        }

        var plain = Parse(text, delimiter, null, isCut, out _);
        return HasSingleQuotes(plain.Rows) ? Parse(text, delimiter, '\'', isCut, out _) : plain;
    }

    private static bool HasSingleQuotes(IReadOnlyList<string[]> rows)
    {
        var cells = rows.SelectMany(row => row).Where(cell => cell.Length > 1).ToArray();
        return cells.Length > 0 && cells.Count(cell => cell[0] == '\'' && cell[^1] == '\'') > cells.Length / 4;
    }

    private static Candidate Parse(string text, char delimiter, char? quote, bool isCut, out int malformed)
    {
        var rows = new List<string[]>();
        var wrong = 0;
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            Mode = quote is null ? CsvMode.NoEscape : CsvMode.Rfc4180,
            Quote = quote ?? '"',
            MaxRecordSize = 1 << 20,
            OnMalformedRecord = _ => wrong++,
        });
        try
        {
            while (rows.Count <= MaxRows && reader.Read())
            {
                var row = new string[reader.FieldCount];
                for (var at = 0; at < row.Length; at++)
                    row[at] = reader.GetString(at).Trim();
                rows.Add(row);
            }
        }
        catch (CsvFormatException)
        {
            wrong++;
        }

        if (isCut && rows.Count is > 1 and <= MaxRows)
            rows.RemoveAt(rows.Count - 1);
        malformed = wrong;
        var isQuoted = quote is { } mark
            && (text.StartsWith(mark) || text.Contains($"{delimiter}{mark}", StringComparison.Ordinal));
        return new Candidate(delimiter, quote, rows, isQuoted, QualityOf(rows, wrong));
    }

    /// <summary>Share of rows with the usual number of fields × share of clean fields; 0 for one field a row.</summary>
    private static double QualityOf(List<string[]> rows, int malformed)
    {
        if (rows.Count == 0)
            return 0;
        var usual = rows.GroupBy(row => row.Length).OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Key).First();
        if (usual.Key < 2)
            return 0;
        var cells = usual.SelectMany(row => row).Where(cell => cell.Length > 0).ToArray();
        var clean = cells.Length == 0 ? 0 : (double)cells.Count(IsClean) / cells.Length;
        var regular = (double)usual.Count() / rows.Count;
        // More fields break a tie: a delimiter that cuts a text in two everywhere alike is rarer than one left uncut.
        return Math.Max(0, regular * clean * clean * (1 - (1.0 / (usual.Key + 3))) - ((double)malformed / rows.Count));
    }

    /// <summary>Whether a field holds no other delimiter without a blank behind it, but for decimal commas.</summary>
    private static bool IsClean(string cell)
    {
        for (var at = 0; at < cell.Length; at++)
        {
            if (cell[at] is '\t' or ';' or '|')
                return false;
            if (cell[at] == ',' && !(at + 1 < cell.Length && at > 0
                && (cell[at + 1] == ' ' || (char.IsAsciiDigit(cell[at - 1]) && char.IsAsciiDigit(cell[at + 1])))))
                return false;
        }

        return true;
    }

    private sealed record Candidate(
        char Delimiter, char? Quote, IReadOnlyList<string[]> Rows, bool IsQuoted, double Quality);
}
