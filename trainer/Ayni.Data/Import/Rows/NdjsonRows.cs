using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Ayni.Data.Import.Files;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import.Rows;

/// <summary>One JSON object a line; columns are its members, and those of objects in it as "outer.inner".</summary>
internal sealed class NdjsonRows(InputFile file, RowLayout layout) : RowSource(layout), INotesColumns
{
    /// <summary>Longest line, in bytes.</summary>
    private const int MaxLineBytes = 1 << 24;

    private readonly JsonMembers _members = new(layout.Numbers);
    private readonly Stream _stream = file.OpenText(layout.Encoding);
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    public override IReadOnlyList<string> Columns => _members.Names;

    public void NoteColumns() => _members.NotesAll = true;

    public override bool Read()
    {
        Line++;
        if (!TryReadLine(out var line))
            return false;
        Problem = line.Span.Trim(" \t"u8).IsEmpty ? new Refusal(ImportReasons.Blank) : Parse(line);
        return true;
    }

    public override void Dispose()
    {
        _stream.Dispose();
        base.Dispose();
    }

    protected override int Find(string column) => _members.Find(column);

    protected override string? Raw(int ordinal) => _members[ordinal];

    private Refusal? Parse(ReadOnlyMemory<byte> line)
    {
        if (!Utf8.IsValid(line.Span))
            return new Refusal(ImportReasons.BadEncoding, Value: Encoding.UTF8.GetString(line.Span));
        try
        {
            using var document = JsonDocument.Parse(line);
            return _members.Take(document.RootElement);
        }
        catch (JsonException)
        {
            return new Refusal(ImportReasons.Malformed, Value: Encoding.UTF8.GetString(line.Span));
        }
    }

    private bool TryReadLine(out ReadOnlyMemory<byte> line)
    {
        var scanned = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (at >= 0 || _isAtEnd)
            {
                var length = at >= 0 ? scanned + at : _end - _start;
                line = _buffer.AsMemory(_start, length);
                if (line.Span is [.., (byte)'\r'])
                    line = line[..^1];
                var isThere = at >= 0 || length > 0;
                _start += at >= 0 ? length + 1 : length;
                return isThere;
            }

            scanned = _end - _start;
            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_end >= MaxLineBytes)
            {
                throw new AyniException(
                    ErrorCodes.Invalid,
                    $"Line {Line} of '{file.Path}' is longer than {MaxLineBytes} bytes: is it one object a line?");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _isAtEnd = read == 0;
        _end += read;
    }
}
