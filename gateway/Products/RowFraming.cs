using System.Buffers;
using System.Text.Json;
using Ayni.Domain.Errors;

namespace Ayni.Gateway.Products;

/// <summary>Cuts a body that is still arriving into rows.</summary>
internal abstract class RowFraming
{
    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    /// <summary>
    /// Tells an array from NDJSON by its first character; null if that has not arrived. The byte order mark goes.
    /// </summary>
    public static RowFraming? Choose(ref ReadOnlySequence<byte> buffer, bool isEnd, BulkParser rows)
    {
        if (buffer.Length < ByteOrderMark.Length && !isEnd)
            return null;
        var reader = new SequenceReader<byte>(buffer);
        if (reader.IsNext(ByteOrderMark, advancePast: true))
            buffer = buffer.Slice(reader.Position);
        reader.AdvancePastAny(" \t\r\n"u8);
        if (!reader.TryPeek(out var first))
            return isEnd || buffer.Length > ProductLimits.MaxRowBytes ? new LineRows(rows) : null;
        return first == '[' ? new ArrayRows(rows) : new LineRows(rows);
    }

    /// <summary>Hands over the rows that are whole.</summary>
    /// <returns>Where the first one begins that is not.</returns>
    /// <exception cref="RefusalException">Too many rows, or no JSON.</exception>
    public abstract SequencePosition Take(ReadOnlySequence<byte> buffer, bool isEnd);

    /// <summary>One row a line; blank lines count as lines, not as rows.</summary>
    private sealed class LineRows(BulkParser rows) : RowFraming
    {
        private int _lines;
        private bool _isSkipping;

        public override SequencePosition Take(ReadOnlySequence<byte> buffer, bool isEnd)
        {
            while (!buffer.IsEmpty)
            {
                if (buffer.PositionOf((byte)'\n') is { } end)
                {
                    TakeLine(buffer.Slice(0, end));
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                }
                else if (isEnd)
                {
                    TakeLine(buffer);
                    buffer = buffer.Slice(buffer.End);
                }
                else
                {
                    return SkipIfTooLong(buffer);
                }
            }

            return buffer.Start;
        }

        private void TakeLine(ReadOnlySequence<byte> line)
        {
            _lines++;
            if (_isSkipping)
                _isSkipping = false;
            else if (line.Length > ProductLimits.MaxRowBytes)
                rows.RefuseLong(_lines);
            else
                rows.AddLine(_lines, line);
        }

        // The rest of a line that is too long already is thrown away as it arrives.
        private SequencePosition SkipIfTooLong(ReadOnlySequence<byte> line)
        {
            if (!_isSkipping && line.Length <= ProductLimits.MaxRowBytes)
                return line.Start;
            if (!_isSkipping)
                rows.RefuseLong(_lines + 1);
            _isSkipping = true;
            return line.End;
        }
    }

    /// <summary>The elements of one JSON array.</summary>
    private sealed class ArrayRows(BulkParser rows) : RowFraming
    {
        private JsonReaderState _state;
        private int _elements;

        public override SequencePosition Take(ReadOnlySequence<byte> buffer, bool isEnd)
        {
            var reader = new Utf8JsonReader(buffer, isEnd, _state);
            var whole = 0L;
            try
            {
                var before = reader;
                while (TryTake(ref reader, buffer))
                {
                    before = reader;
                    whole = reader.BytesConsumed;
                }

                reader = before;
            }
            catch (JsonException exception)
            {
                throw JsonDocuments.Malformed(exception, FieldAt(buffer.Slice(whole)));
            }

            if (buffer.Length - whole > ProductLimits.MaxRowBytes)
            {
                throw new RefusalException(
                    ErrorCodes.TooLarge,
                    $"Row {_elements + 1} is longer than {ProductLimits.MaxRowBytes} bytes; none was stored. " +
                    "Shorten it, or send NDJSON, where such a row is refused alone.");
            }

            _state = reader.CurrentState;
            return buffer.GetPosition(whole);
        }

        private bool TryTake(ref Utf8JsonReader reader, ReadOnlySequence<byte> buffer)
        {
            if (!reader.Read())
                return false;
            // The brackets of the array itself.
            if (reader.CurrentDepth == 0)
                return true;
            var start = reader.TokenStartIndex;
            if (!reader.TrySkip())
                return false;
            rows.Add(++_elements, buffer.Slice(start, reader.BytesConsumed - start));
            return true;
        }

        private string FieldAt(ReadOnlySequence<byte> rest)
        {
            var element = rest.ToArray().AsSpan().TrimStart("[, \t\r\n"u8);
            return element.IsEmpty || element[0] != '{'
                ? $"$[{Math.Max(_elements - 1, 0)}]"
                : $"$[{_elements}]{JsonFieldPath.AtFailure(element)[1..]}";
        }
    }
}
