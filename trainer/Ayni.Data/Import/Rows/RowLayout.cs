using System.Text;
using Ayni.Data.Import.Files;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import.Rows;

/// <summary>How one file is read: what the mapping says of all files and of its kind, checked.</summary>
/// <param name="Format">Layout; null: told by the bytes.</param>
/// <param name="Encoding">Encoding; null: told by the byte order mark, else UTF-8.</param>
/// <param name="Delimiter">Field separator of CSV.</param>
/// <param name="Quote">What encloses fields of CSV; null for nothing.</param>
/// <param name="Header">What stands before the first row.</param>
/// <param name="Numbers">How numbers are written.</param>
/// <param name="Missing">Texts that mean "no value".</param>
/// <param name="Sheet">Sheet of a workbook; null for the first that has rows.</param>
internal sealed record RowLayout(
    ImportFormat? Format,
    Encoding? Encoding,
    char Delimiter,
    char? Quote,
    HeaderRow Header,
    NumberFormat Numbers,
    IReadOnlyList<string> Missing,
    string? Sheet)
{
    /// <summary>CSV in UTF-8 with commas, quotes and a header.</summary>
    public static readonly RowLayout Usual =
        new(null, null, ',', '"', new HeaderRow(true), NumberFormat.Invariant, [], null);

    /// <summary>The layout of files of one kind.</summary>
    /// <param name="mapping">Says what holds for all files.</param>
    /// <param name="own">Says what differs for these; null for nothing.</param>
    /// <exception cref="AyniException"><c>invalid</c>: names the member, its value and what it may be.</exception>
    public static RowLayout Of(ImportMapping mapping, FileLayout? own) => new(
        own?.Format ?? mapping.Format,
        TextEncodings.Find(own?.Encoding ?? mapping.Encoding),
        Ascii(mapping, "delimiter", own?.Delimiter ?? mapping.Delimiter ?? ","),
        (own?.Quote ?? mapping.Quote ?? "\"") is { Length: > 0 } quote ? Ascii(mapping, "quote", quote) : null,
        own?.Header ?? mapping.Header ?? Usual.Header,
        NumberFormat.Of(
            own?.DecimalMark ?? mapping.DecimalMark,
            own?.Thousands ?? mapping.Thousands,
            own?.Strip ?? mapping.Strip),
        own?.Missing ?? mapping.Missing ?? [],
        own?.Sheet ?? mapping.Sheet);

    private static char Ascii(ImportMapping mapping, string member, string value)
        => value is [< (char)128 and not ('\r' or '\n') and var one]
            ? one
            : throw new AyniException(
                ErrorCodes.Invalid,
                $"Mapping '{mapping.Name}' has the {member} '{value}'; it must be one ASCII character.");
}
