using Ayni.Data.Import.Files;
using Ayni.Data.Import.Rows;

namespace Ayni.Data.Import.Sniffing;

/// <summary>One file as it was looked at: how it is written, and what its columns are like.</summary>
internal sealed class SampledFile
{
    /// <summary>Rows read of a file: those after it are not looked at.</summary>
    public const int MaxScannedRows = 400_000;

    /// <summary>Rows at the start that are all looked at closely.</summary>
    public const int FirstRows = 10_000;

    /// <summary>Of the rows after these, one in so many is: a file in order of time shows its later days.</summary>
    public const int Stride = 40;

    /// <summary>Texts that programs write for "no value".</summary>
    private static readonly HashSet<string> Nothing = new(StringComparer.Ordinal)
    {
        "NA", "N/A", "n/a", "#N/A", "NULL", "null", "NaN", "nan", "None", "\\N",
    };

    private readonly List<ColumnProfile> _columns = [];
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);
    private readonly List<string?[]> _rows = [];

    public required string Path { get; init; }

    public required string Name { get; init; }

    public required FileCompression Compression { get; init; }

    public required ImportFormat Format { get; init; }

    /// <summary>How it is read.</summary>
    public required RowLayout Layout { get; init; }

    /// <summary>Name of the encoding; null of files that have none.</summary>
    public string? Encoding { get; init; }

    /// <summary>Why that encoding.</summary>
    public string? EncodingWhy { get; init; }

    /// <summary>What could not be told of how it is written.</summary>
    public List<OpenQuestion> Questions { get; } = [];

    public IReadOnlyList<ColumnProfile> Columns => _columns;

    /// <summary>Texts met that stand for "no value".</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    /// <summary>The rows looked at closely, by ordinal of the column.</summary>
    public IReadOnlyList<string?[]> Rows => _rows;

    /// <summary>Rows read.</summary>
    public int Scanned { get; private set; }

    /// <summary>Whether the file goes on after these.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether its columns have names, and not numbers.</summary>
    public bool IsNamed => Layout.Header.IsPresent || Format is ImportFormat.Json or ImportFormat.Ndjson
        or ImportFormat.Parquet;

    /// <summary>Reads the sample.</summary>
    public void Sample(RowSource rows)
    {
        if (rows is INotesColumns notes)
            notes.NoteColumns();
        while (rows.Read())
        {
            if (Scanned == MaxScannedRows)
            {
                IsCut = true;
                return;
            }

            Scanned++;
            if (rows.Problem is null)
                Take(rows, Scanned <= FirstRows || Scanned % Stride == 0);
        }

        AddColumns(rows);
    }

    private void Take(RowSource rows, bool isSampled)
    {
        AddColumns(rows);
        var values = isSampled ? new string?[_columns.Count] : null;
        foreach (var column in _columns)
        {
            if (rows.Value(column.Ordinal) is not { } value)
                continue;
            if (Nothing.Contains(value))
            {
                _missing.Add(value);
                continue;
            }

            column.Scan(value);
            if (values is null)
                continue;
            column.Sample(value);
            values[column.Ordinal] = value;
        }

        if (values is not null)
            _rows.Add(values);
    }

    private void AddColumns(RowSource rows)
    {
        for (var at = _columns.Count; at < rows.Columns.Count; at++)
            _columns.Add(new ColumnProfile(rows.Columns[at], rows.Ordinal(rows.Columns[at]), IsNamed));
    }
}
