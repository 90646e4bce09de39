using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Ayni.Data.Import.Files;
using Ayni.Domain.Errors;
using CsvHelper;

namespace Ayni.Data.Import.Rows;

/// <summary>Rows of fields with a delimiter between them, RFC 4180.</summary>
internal sealed class CsvRows : RowSource
{
    /// <summary>Longest row, in bytes: a quote that is never closed must not read the rest of the file.</summary>
    private const int MaxRowBytes = 1 << 20;

    private readonly CsvReader _reader;
    private readonly string _file;
    private readonly char _delimiter;
    private readonly HashSet<long> _malformedLines = [];
    private readonly bool _isFirstRead;
    private readonly string[] _names;
    private bool _isPending;

    public CsvRows(InputFile file, RowLayout layout)
        : base(layout)
    {
        _file = file.Path;
        _delimiter = layout.Delimiter;
        _reader = CsvReader.Create(file.OpenText(layout.Encoding), new CsvReaderOptions
        {
            Separator = layout.Delimiter,
            Mode = layout.Quote is null ? CsvMode.NoEscape : CsvMode.Rfc4180,
            Quote = layout.Quote ?? '"',
            HasHeader = layout.Header.IsPresent,
            Encoding = Encoding.UTF8,
            SkipEmptyLines = false,
            TrackLineNumbers = true,
            MaxRecordSize = MaxRowBytes,
            OnMalformedRecord = record => _malformedLines.Add(record.LineNumber),
        });
        _names = [.. Guard(() => _reader.Headers).Select(name => name.Trim())];
        if (layout.Header.IsPresent)
            return;
        // The first row says how many columns there are.
        _isFirstRead = _isPending = Guard(_reader.Read);
        var count = _isPending ? _reader.FieldCount : 0;
        _names = [.. layout.Header.Names ?? Enumerable.Range(1, count).Select(Number)];
    }

    public override IReadOnlyList<string> Columns => _names;

    public override bool Read()
    {
        if (_isPending)
            _isPending = false;
        else if (!Guard(_reader.Read))
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
        var ordinal = Array.IndexOf(_names, column);
        if (ordinal >= 0)
            return ordinal;
        if (_names.Length == 1 && !_isFirstRead && _names[0].IndexOfAny([',', ';', '\t', '|']) >= 0)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"File '{_file}' has one column, '{_names[0]}', between '{_delimiter}': set delimiter in the mapping.");
        }

        throw NoColumn(_file, column, _names);
    }

    protected override string Raw(int ordinal) => _reader.GetString(ordinal);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private Refusal? Check()
    {
        if (_malformedLines.Remove(Line))
            return Refuse(ImportReasons.Malformed);
        if (!Utf8.IsValid(_reader.RawRecord))
            return Refuse(ImportReasons.BadEncoding);
        if (_reader.FieldCount == _names.Length && _names.Length > 1)
            return null;
        if (_reader.RawRecord.Trim(" \t"u8).IsEmpty)
            return new Refusal(ImportReasons.Blank);
        return HasEveryField() ? null : Refuse(ImportReasons.Malformed);
    }

    /// <summary>Some programs end each row, but not the header, with a delimiter.</summary>
    private bool HasEveryField()
    {
        if (_reader.FieldCount < _names.Length)
            return false;
        for (var more = _names.Length; more < _reader.FieldCount; more++)
        {
            if (!_reader.IsEmpty(more))
                return false;
        }

        return true;
    }

    private Refusal Refuse(string reason) => new(reason, Value: Encoding.UTF8.GetString(_reader.RawRecord));

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
        catch (DecoderFallbackException exception)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"File '{_file}' is not in the encoding said, from about line {Line + 1} on: {exception.Message} "
                + "Set encoding in the mapping, or --encoding.");
        }
    }
}
