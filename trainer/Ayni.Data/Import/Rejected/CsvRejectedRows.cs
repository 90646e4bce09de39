using System.Globalization;
using CsvHelper;

namespace Ayni.Data.Import.Rejected;

/// <summary>Writes refused rows as they come: CSV with a header, in UTF-8.</summary>
public sealed class CsvRejectedRows : IRejectedRows, IDisposable
{
    private static readonly CsvWriterOptions Format = CsvWriterOptions.Default with { NewLine = "\n" };

    private readonly CsvWriter _csv;

    /// <summary>Writes the header.</summary>
    /// <param name="output">Where to; disposed of with this.</param>
    public CsvRejectedRows(Stream output)
    {
        _csv = CsvWriter.Create(output, Format, leaveOpen: false);
        _csv.WriteRecord(["file", "line", "reason", "column", "value", "remedy"]);
    }

    /// <inheritdoc/>
    public void Add(RejectedRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _csv.WriteRecord(
        [
            row.File, row.Line.ToString(CultureInfo.InvariantCulture), row.Reason, row.Column ?? "", row.Value ?? "",
            row.Remedy ?? "",
        ]);
    }

    /// <summary>Hands what was written to the output.</summary>
    public void Flush() => _csv.Flush();

    /// <inheritdoc/>
    public void Dispose() => _csv.Dispose();
}
