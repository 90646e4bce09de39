using System.Text;
using Ayni.Domain.Errors;
using CsvHelper;

namespace Ayni.Data.Import;

/// <summary>RFC 4180 with a header row.</summary>
internal sealed class CsvRows : RowSource
{
    /// <summary>Longest row, in bytes: a quote that is never closed must not read the rest of the file.</summary>
    private const int MaxRowBytes = 1 << 20;

    private readonly CsvReader _reader;
    private readonly string _file;
    private readonly string[] _header;
    private readonly HashSet<long> _malformedLines = [];

    public CsvRows(InputFile file, ImportMapping mapping)
        : base(mapping.Missing)
    {
        _file = file.Path;
        _reader = CsvReader.Create(file.Text, new CsvReaderOptions
        {
            Separator = Separator(mapping),
            SkipEmptyLines = false,
            TrackLineNumbers = true,
            MaxRecordSize = MaxRowBytes,
            OnMalformedRecord = record => _malformedLines.Add(record.LineNumber),
        });
        _header = [.. Guard(() => _reader.Headers).Select(name => name.Trim())];
    }

    public override bool Read()
    {
        if (!Guard(_reader.Read))
            return false;
        Line = _reader.LineNumber;
        Problem = Check();
        return true;
    }

    public override void Dispose()
    {
        _reader.Dispose();
        base.Dispose();
    }

    protected override int Find(string column)
    {
        var ordinal = Array.IndexOf(_header, column);
        return ordinal >= 0 ? ordinal : throw NoColumn(_file, column, _header);
    }

    protected override string Raw(int ordinal) => _reader.GetString(ordinal);

    private static char Separator(ImportMapping mapping)
        => mapping.Delimiter is [< (char)128 and var separator]
            ? separator
            : throw new AyniException(
                ErrorCodes.Invalid,
                $"Mapping '{mapping.Name}' has the delimiter '{mapping.Delimiter}'; it must be one ASCII character.");

    private Refusal? Check()
    {
        if (_malformedLines.Remove(Line))
            return new Refusal(ImportReasons.Malformed, Value: Encoding.UTF8.GetString(_reader.RawRecord));
        if (_reader.FieldCount == _header.Length && _header.Length > 1)
            return null;
        if (_reader.RawRecord.Trim(" \t"u8).IsEmpty)
            return new Refusal(ImportReasons.Blank);
        return _reader.FieldCount == _header.Length
            ? null
            : new Refusal(ImportReasons.Malformed, Value: Encoding.UTF8.GetString(_reader.RawRecord));
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException exception)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"File '{_file}' cannot be read on from line {exception.LineNumber}: {exception.Message}");
        }
    }
}
