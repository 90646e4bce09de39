using System.Globalization;
using Ayni.Data.Import.Files;
using Ayni.Domain.Errors;
using ExcelDataReader;

namespace Ayni.Data.Import.Rows;

/// <summary>Rows of one sheet of a workbook, .xlsx or .xls, by the values of its cells.</summary>
internal sealed class XlsxRows : RowSource
{
    private readonly string _file;
    private readonly IExcelDataReader _reader;
    private readonly string?[] _values;
    private const string Kind = "workbook";

    private readonly string[] _names;
    private bool _isPending;

    public XlsxRows(InputFile file, RowLayout layout)
        : base(layout)
    {
        _file = file.Path;
        _reader = Open(file);
        try
        {
            GoToSheet(layout.Sheet);
            _isPending = Reading(_file, Kind, ReadFilled);
            _values = new string?[_reader.FieldCount];
            if (_isPending)
                Take();
            if (layout.Header.IsPresent)
            {
                _names = [.. Enumerable.Range(0, _values.Length).Select(at => _values[at]?.Trim() ?? Number(at))];
                _isPending = false;
            }
            else
            {
                _names = [.. layout.Header.Names ?? Enumerable.Range(0, _values.Length).Select(Number)];
            }
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    public override IReadOnlyList<string> Columns => _names;

    public override bool Read()
    {
        if (_isPending)
        {
            _isPending = false;
            Problem = null;
            return true;
        }

        if (!Reading(_file, Kind, _reader.Read))
            return false;
        Take();
        Problem = Array.TrueForAll(_values, string.IsNullOrWhiteSpace) ? new Refusal(ImportReasons.Blank) : null;
        return true;
    }

    public override void Dispose()
    {
        _reader.Dispose();
        base.Dispose();
    }

    protected override int Find(string column)
    {
        var ordinal = Array.IndexOf(_names, column);
        return ordinal >= 0 && ordinal < _values.Length ? ordinal : throw NoColumn(_file, column, _names);
    }

    protected override string? Raw(int ordinal) => _values[ordinal];

    private static IExcelDataReader Open(InputFile file) =>
        Reading(file.Path, Kind, () => ExcelReaderFactory.CreateReader(file.OpenSeekable()));

    private static string Number(int at) => (at + 1).ToString(CultureInfo.InvariantCulture);

    private void GoToSheet(string? sheet)
    {
        var seen = new List<string>();
        do
        {
            seen.Add(_reader.Name);
            if (sheet is null ? _reader.RowCount > 0 : _reader.Name == sheet)
                return;
        }
        while (Reading(_file, Kind, _reader.NextResult));

        throw new AyniException(
            ErrorCodes.Invalid,
            $"Workbook '{_file}' has no sheet {(sheet is null ? "with rows" : $"'{sheet}'")}; it has "
            + $"{string.Join(", ", seen)}.");
    }

    /// <summary>To the first row that has a value: some workbooks begin with empty ones.</summary>
    private bool ReadFilled()
    {
        while (_reader.Read())
        {
            for (var at = 0; at < _reader.FieldCount; at++)
            {
                if (!string.IsNullOrWhiteSpace(TypedValues.Text(_reader.GetValue(at), Numbers)))
                    return true;
            }
        }

        return false;
    }

    private void Take()
    {
        Line = _reader.Depth + 1;
        for (var at = 0; at < _values.Length; at++)
            _values[at] = TypedValues.Text(_reader.GetValue(at), Numbers);
    }
}
