using System.Buffers.Binary;

namespace Ayni.Data.Features;

/// <summary>
/// Numbers one after the other in as few bytes as they take: most of a column's are small or missing, and a group of
/// rows has many columns. Written to its end, then read from its start, then begun anew.
/// </summary>
internal sealed class ValueTape
{
    private const int FirstLength = 4_096;
    private const int LongestValue = 16;
    private const int BitsOfByte = 7;
    private const byte More = 0x80;

    private byte[] _bytes = new byte[FirstLength];
    private int _end;
    private int _next;

    /// <summary>Forgets all.</summary>
    public void Clear() => (_end, _next) = (0, 0);

    /// <summary>Writes a byte.</summary>
    public void Write(byte value)
    {
        Reserve();
        _bytes[_end++] = value;
    }

    /// <summary>Reads a byte.</summary>
    public byte ReadByte() => _bytes[_next++];

    /// <summary>Writes a whole number, a small one in a byte.</summary>
    public void Write(long value)
    {
        Reserve();
        var left = (ulong)((value << 1) ^ (value >> 63));
        for (; left >= More; left >>= BitsOfByte)
            _bytes[_end++] = (byte)(left | More);
        _bytes[_end++] = (byte)left;
    }

    /// <summary>Reads a whole number.</summary>
    public long ReadLong()
    {
        ulong read = 0;
        for (var shift = 0; ; shift += BitsOfByte)
        {
            var part = _bytes[_next++];
            read |= (ulong)(part & (More - 1)) << shift;
            if (part < More)
                return (long)(read >> 1) ^ -(long)(read & 1);
        }
    }

    /// <summary>Writes a number, bit for bit.</summary>
    public void Write(double value)
    {
        Reserve();
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.AsSpan(_end), value);
        _end += sizeof(double);
    }

    /// <summary>Reads a number.</summary>
    public double ReadDouble()
    {
        _next += sizeof(double);
        return BinaryPrimitives.ReadDoubleLittleEndian(_bytes.AsSpan(_next - sizeof(double)));
    }

    /// <summary>Writes an amount, bit for bit.</summary>
    public void Write(decimal value)
    {
        foreach (var part in decimal.GetBits(value))
            Write((long)part);
    }

    /// <summary>Reads an amount.</summary>
    public decimal ReadDecimal() =>
        new([(int)ReadLong(), (int)ReadLong(), (int)ReadLong(), (int)ReadLong()]);

    private void Reserve()
    {
        if (_bytes.Length - _end < LongestValue)
            Array.Resize(ref _bytes, 2 * _bytes.Length);
    }
}
