using Ayni.Data.Import.Files;
using Parquet;
using Parquet.Schema;

namespace Ayni.Data.Import.Rows;

/// <summary>
/// Rows of a Parquet file, one row group in memory at a time, and of that the columns asked for. Columns are those that
/// have one value a row; those of structures are "outer.inner".
/// </summary>
internal sealed class ParquetRows : RowSource
{
    private readonly string _file;
    private readonly ParquetReader _reader;
    private readonly DataField[] _fields;
    private readonly string[] _names;
    private readonly bool[] _isAsked;
    private readonly Func<int, object?>?[] _columns;
    private const string Kind = "Parquet";

    private int _group = -1;
    private long _groupRows;
    private int _row;

    public ParquetRows(InputFile file, RowLayout layout)
        : base(layout)
    {
        _file = file.Path;
        _reader = Reading(_file, Kind, () => Await(ParquetReader.CreateAsync(file.OpenSeekable())));
        _fields = [.. _reader.Schema.GetDataFields().Where(field => field.MaxRepetitionLevel == 0)];
        _names = [.. _fields.Select(field => string.Join('.', field.Path.ToList()))];
        _isAsked = new bool[_fields.Length];
        _columns = new Func<int, object?>?[_fields.Length];
    }

    public override IReadOnlyList<string> Columns => _names;

    public override bool Read()
    {
        while (++_row >= _groupRows)
        {
            if (++_group >= _reader.RowGroupCount)
                return false;
            _groupRows = _reader.RowGroups[_group].RowCount;
            Array.Clear(_columns);
            _row = -1;
        }

        Line++;
        return true;
    }

    public override void Dispose()
    {
        Await(_reader.DisposeAsync().AsTask());
        base.Dispose();
    }

    protected override int Find(string column)
    {
        var ordinal = Array.IndexOf(_names, column);
        if (ordinal < 0)
            throw NoColumn(_file, column, _names);
        _isAsked[ordinal] = true;
        return ordinal;
    }

    protected override string? Raw(int ordinal)
    {
        if (!_isAsked[ordinal])
            return null;
        var column = _columns[ordinal] ??= Reading(
            _file, Kind, () => Await(ParquetColumn.ReadAsync(_reader.RowGroups[_group], _fields[ordinal])));
        return Reading(_file, Kind, () => TypedValues.Text(column(_row), Numbers));
    }

    // The library has asynchronous calls alone; rows are read on a thread of their own business, from a local file.
    private static T Await<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Await(Task task) => task.GetAwaiter().GetResult();
}
