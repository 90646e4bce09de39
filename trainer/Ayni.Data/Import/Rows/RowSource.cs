using System.Collections.Frozen;
using Ayni.Data.Import.Files;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import.Rows;

/// <summary>Rows of named fields, one after the other.</summary>
internal abstract class RowSource(RowLayout layout) : IDisposable
{
    private readonly FrozenSet<string> _missing = layout.Missing.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>1-based line where the row starts; of a workbook or Parquet, the row's number.</summary>
    public long Line { get; protected set; }

    /// <summary>Why the row as a whole is unusable; null if it is not.</summary>
    public Refusal? Problem { get; protected set; }

    /// <summary>How the file writes numbers.</summary>
    public NumberFormat Numbers => layout.Numbers;

    /// <summary>Names of the columns that are known before a row is read; empty where rows name them.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    public static RowSource Open(InputFile file, RowLayout layout)
        => FormatSniffer.FormatOf(file, layout) switch
        {
            ImportFormat.Lightgcn => new LightGcnRows(file, layout),
            ImportFormat.Ndjson => new NdjsonRows(file, layout),
            ImportFormat.Json => new JsonRows(file, layout),
            ImportFormat.Parquet => new ParquetRows(file, layout),
            ImportFormat.Xlsx => new XlsxRows(file, layout),
            _ => new CsvRows(file, layout),
        };

    /// <summary>Index of a column; −1 for no column.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: the file has no such column.</exception>
    public int Ordinal(string? column) => column is null ? -1 : Find(column);

    public abstract bool Read();

    /// <summary>Value without surrounding blanks; null where it is empty or stands for "no value".</summary>
    public string? Value(int ordinal)
    {
        if (ordinal < 0 || Raw(ordinal) is not { Length: > 0 } raw)
            return null;
        var value = raw.Trim();
        return value.Length == 0 || _missing.Contains(value) ? null : value;
    }

    public virtual void Dispose()
    {
    }

    protected abstract int Find(string column);

    protected abstract string? Raw(int ordinal);

    /// <summary>
    /// Reads by a library that answers a damaged file with exceptions of any kind: the caller gets one that says so.
    /// </summary>
    /// <exception cref="AyniException"><c>invalid</c>: the file is damaged, or no such file at all.</exception>
    protected static T Reading<T>(string file, string kind, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not (
            AyniException or OperationCanceledException or OutOfMemoryException))
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"File '{file}' is damaged, or no {kind}: {exception.Message} Save it again from where it came from.");
        }
    }

    protected static AyniException NoColumn(string file, string column, IEnumerable<string> present)
        => new(
            ErrorCodes.Invalid,
            $"File '{file}' has no column '{column}'; it has {string.Join(", ", present)}. Check --mapping, or leave "
            + "it out: the file is then looked at.");
}
