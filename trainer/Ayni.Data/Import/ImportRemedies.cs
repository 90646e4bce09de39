using System.Globalization;
using Ayni.Data.Import.Sniffing;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Import;

/// <summary>What to do about rows refused for a reason.</summary>
public static class ImportRemedies
{
    /// <summary>The remedy; null where the rows themselves are at fault.</summary>
    /// <param name="reason">One of <see cref="ImportReasons"/>, or of the mapping's own.</param>
    /// <param name="report">What was refused.</param>
    public static string? Of(string reason, ImportReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Of(reason, report.Rows.FirstOrDefault(one => one.Reason == reason));
    }

    /// <summary>The remedy of a row; null where the row itself is at fault.</summary>
    /// <param name="reason">One of <see cref="ImportReasons"/>, or of the mapping's own.</param>
    /// <param name="row">The row; null: it is not known.</param>
    public static string? Of(string reason, BadRow? row)
        => reason switch
        {
            ImportReasons.BadTime => OfTime(row?.Value),
            ImportReasons.NotANumber =>
                $"'{row?.Value}' is no number as the mapping writes them: set decimal, thousands and strip "
                + "(\"decimal\": \",\", \"strip\": [\"€\"]), or leave out --mapping, and they are found.",
            ImportReasons.BadEncoding =>
                "The file is not in the encoding that it is read in: set encoding, such as \"windows-1252\", or "
                + "--encoding, or leave out --mapping, and it is found.",
            ImportReasons.NoCurrency => "Say --currency, such as --currency PEN, or add products.currency.",
            ImportReasons.Malformed =>
                "The rows have not as many fields as the header: check delimiter, quote and header of the mapping, or "
                + "leave out --mapping, and they are found.",
            ImportReasons.NoUser or ImportReasons.NoProduct =>
                $"Column '{row?.Column}' is empty there: guests' rows are left out; if all are, it is the wrong one.",
            ImportReasons.UnknownType => OfType(row?.Value),
            ImportReasons.Cancellation =>
                "They take back what was bought, which stays: --cancellations return keeps them as returns, which "
                + "models and features count, and net takes them from the purchase (\"cancellations\" of the mapping).",
            ImportReasons.OutOfRange => OfRange(row),
            ImportReasons.TooLong =>
                $"Column '{row?.Column}' is longer than what is kept: ids {Interaction.MaxIdLength} characters, search "
                + $"texts {Interaction.MaxQueryLength}, names {ProductRules.MaxNameLength}, reviews and descriptions "
                + string.Create(CultureInfo.InvariantCulture, $"{Interaction.MaxReviewTextLength:N0}. ")
                + "Shorten it in the file, or leave the column out of the mapping.",
            _ => null,
        };

    private static string OfRange(BadRow? row)
    {
        var said = $"'{row?.Value}' of column '{row?.Column}' is out of range: ratings are 1 to 5, quantities and "
            + "prices not below 0.";
        return row?.Value is ['-' or '\u2212', ..]
            ? $"{said} If it is a quantity that came back: \"cancellation\": {{\"column\": \"{row.Column}\", "
                + "\"pattern\": \"^-\"} and \"cancellations\": \"return\" in the mapping's interactions."
            : said;
    }

    private static string OfType(string? value)
        => value is null
            ? "The type is missing."
            : $"'{value}' is no type: say which it is with \"type_values\": {{\"{value}\": \"view\"}} in the mapping's "
                + $"interactions, or --type-value \"{value}=view\" where there is no mapping. Or it is one of the "
                + $"shop's own. {OwnTypeRules.Remedy(OwnTypeRules.NameFor(value))}";

    private static string? OfTime(string? value)
    {
        if (value is null)
            return "The time is missing.";
        var evidence = new DateEvidence();
        evidence.Add(value);
        var (day, _, _) = evidence.Verdict(true, "");
        var (month, _, _) = evidence.Verdict(false, "");
        if (evidence.Count == 0)
            return $"'{value}' is no date that is known: set timestamp_formats, such as d/M/yyyy H:mm.";
        if (day.Count == 0)
            return $"'{value}' is ISO 8601: set timestamp_formats to it, or it is after the day of the import.";
        var fits = day[0] == month[0] || !Reads(value, day[0]) || !Reads(value, month[0])
            ? $"fits {(Reads(value, day[0]) ? day[0] : month[0])}"
            : $"fits {day[0]} (day first) and {month[0]} (month first)";
        return $"'{value}' {fits}: set timestamp_formats, or --dates where there is no mapping. A day after the "
            + "import's is refused whatever the format.";
    }

    private static bool Reads(string value, string format)
        => new TimestampParser([format], TimeSpan.Zero).TryParse(value, out _);
}
