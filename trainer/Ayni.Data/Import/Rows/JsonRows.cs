using System.Text;
using System.Text.Json;
using Ayni.Data.Import.Files;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import.Rows;

/// <summary>
/// A JSON array of objects, or the first array of objects that an object holds; read piece by piece, so that its size
/// does not matter. Columns as of <see cref="NdjsonRows"/>.
/// </summary>
internal sealed class JsonRows(InputFile file, RowLayout layout) : RowSource(layout), INotesColumns
{
    /// <summary>Largest object, in bytes.</summary>
    private const int MaxObjectBytes = 1 << 24;

    private readonly JsonMembers _members = new(layout.Numbers);
    private readonly Stream _stream = file.OpenText(layout.Encoding);
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private JsonReaderState _state = new(new JsonReaderOptions
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    });

    private int _arrayDepth = -1;
    private bool _hasRows;
    private bool _isDone;
    private long _lines = 1;

    public override IReadOnlyList<string> Columns => _members.Names;

    public void NoteColumns() => _members.NotesAll = true;

    public override bool Read()
    {
        try
        {
            while (!_isDone)
            {
                if (TryStep(out var isRow))
                {
                    if (isRow)
                        return true;
                }
                else
                {
                    Fill();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException)
        {
            var line = exception is JsonException { LineNumber: { } before } ? before + 1 : _lines;
            throw new AyniException(
                ErrorCodes.Invalid,
                $"File '{file.Path}' cannot be read on as JSON from line {line}: {exception.Message}");
        }

        return false;
    }

    public override void Dispose()
    {
        _stream.Dispose();
        base.Dispose();
    }

    protected override int Find(string column) => _members.Find(column);

    protected override string? Raw(int ordinal) => _members[ordinal];

    /// <summary>Reads one token outside rows, or one row; false where the buffer does not hold all of it.</summary>
    private bool TryStep(out bool isRow)
    {
        isRow = false;
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isAtEnd, _state);
        if (!reader.Read())
        {
            _isDone = _isAtEnd;
            return _isDone;
        }

        if (_arrayDepth < 0 || IsOther(in reader))
        {
            // The array itself, or a member of a wrapper that may be it.
            _arrayDepth = reader.TokenType == JsonTokenType.StartArray ? reader.CurrentDepth : -1;
            Consume(in reader);
            return true;
        }

        if (reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == _arrayDepth)
        {
            _isDone = true;
            return true;
        }

        var line = _lines + Count(_buffer.AsSpan(_start, (int)reader.TokenStartIndex));
        if (!JsonDocument.TryParseValue(ref reader, out var document))
            return false;
        using (document)
            Problem = Take(document);
        (Line, _hasRows) = (line, true);
        Consume(in reader);
        isRow = true;
        return true;
    }

    /// <summary>Whether the array of a wrapper that was come to holds no objects.</summary>
    private bool IsOther(in Utf8JsonReader reader)
        => _arrayDepth > 0 && !_hasRows && reader.TokenType != JsonTokenType.StartObject;

    private Refusal? Take(JsonDocument document)
    {
        try
        {
            return _members.Take(document.RootElement);
        }
        catch (InvalidOperationException)
        {
            // A text whose bytes are no UTF-8.
            return new Refusal(ImportReasons.BadEncoding);
        }
    }

    private void Consume(in Utf8JsonReader reader)
    {
        var consumed = (int)reader.BytesConsumed;
        _lines += Count(_buffer.AsSpan(_start, consumed));
        _state = reader.CurrentState;
        _start += consumed;
    }

    private static int Count(ReadOnlySpan<byte> bytes) => bytes.Count((byte)'\n');

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            if (_end >= MaxObjectBytes)
                throw new JsonException($"an object is larger than {MaxObjectBytes} bytes.");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _isAtEnd = read == 0;
        _end += read;
    }
}
