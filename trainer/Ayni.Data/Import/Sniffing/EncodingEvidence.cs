using System.Buffers;
using System.Text;
using Ayni.Data.Import.Files;

namespace Ayni.Data.Import.Sniffing;

/// <summary>
/// Tells an encoding by the bytes: valid UTF-8 is UTF-8, zeros in every other byte are UTF-16, and else the letters of
/// Spanish, Portuguese, French and German decide between Windows-1252 and the older code pages of DOS and the Mac.
/// </summary>
internal sealed class EncodingEvidence
{
    /// <summary>Share of pairs of bytes with a zero in one place that makes UTF-16.</summary>
    private const double ZeroShare = 0.2;

    /// <summary>Least share of the bytes over 127 that are letters of the encoding chosen.</summary>
    private const double EnoughShare = 0.8;

    /// <summary>Most that may also be letters of another one.</summary>
    private const double RivalShare = 0.5;

    /// <summary>Valid sequences of UTF-8 for every wrong byte that make it UTF-8 with a few broken texts.</summary>
    private const int ValidForInvalid = 20;

    // á é í ó ú ñ ü Ñ ¿ ¡ and other letters, in three encodings; capitals of the older ones are left out, since they
    // are the bytes of small letters in Windows-1252.
    private static readonly SearchValues<byte> OfWindows = SearchValues.Create(
        [.. "áéíóúñüÁÉÍÓÚÑÜàèìòùçÇãõâêôîûäöëïåøæßº°ª¿¡€£«»“”‘’–—…·´\u00A0".Select(Windows)]);

    private static readonly SearchValues<byte> OfDos = SearchValues.Create(
        [0xA0, 0x82, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0x81, 0xA8, 0xAD, 0x90, 0x87, 0x83, 0x88, 0x85, 0x8A, 0x84, 0x94]);

    private static readonly SearchValues<byte> OfMac = SearchValues.Create(
        [0x87, 0x8E, 0x92, 0x97, 0x9C, 0x96, 0x9F, 0x84, 0x83, 0xC0, 0xC1, 0x88, 0x8F, 0x8D, 0x89, 0x90, 0x8A, 0x9A]);

    private readonly long[] _high = new long[256];
    private readonly byte[] _carry = new byte[4];
    private readonly long[] _zeros = new long[2];
    private int _carried;
    private long _bytes;
    private long _valid;
    private long _invalid;

    /// <summary>Looks at the next bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Ascii.IsValid(bytes) && bytes.IndexOf((byte)0) < 0 && _carried == 0)
        {
            _bytes += bytes.Length;
            return;
        }

        foreach (var one in bytes)
        {
            if (one == 0)
                _zeros[_bytes & 1]++;
            else if (one >= 0x80)
                _high[one]++;
            _bytes++;
        }

        CheckUtf8(bytes);
    }

    /// <summary>Name of the encoding, and why; with a question where nothing decides.</summary>
    public (string Name, string Why, OpenQuestion? Question) Verdict(string file)
    {
        var pairs = Math.Max(1, _bytes / 2);
        if (_zeros[1] > pairs * ZeroShare && _zeros[0] < _zeros[1] / 10)
            return (TextEncodings.Utf16Little, "zeros in every second byte", null);
        if (_zeros[0] > pairs * ZeroShare && _zeros[1] < _zeros[0] / 10)
            return (TextEncodings.Utf16Big, "zeros in every first byte", null);
        _invalid += _carried;
        if (_invalid == 0)
            return (TextEncodings.Utf8, _valid == 0 ? "ASCII alone" : "valid throughout", null);
        if (_valid >= _invalid * ValidForInvalid)
            return (TextEncodings.Utf8, $"valid but for {_invalid} bytes, whose rows are refused", null);
        return OfLetters(file);
    }

    private static byte Windows(char letter)
        => TextEncodings.Find(TextEncodings.Windows1252)!.GetBytes([letter])[0];

    private (string Name, string Why, OpenQuestion? Question) OfLetters(string file)
    {
        var ranked = new[]
            {
                (Name: TextEncodings.Windows1252, Share: Share(OfWindows)),
                (Name: "ibm850", Share: Share(OfDos)),
                (Name: "macintosh", Share: Share(OfMac)),
            }
            .OrderByDescending(one => one.Share).ToArray();
        var why = FormattableString.Invariant(
            $"no UTF-8 ({_invalid} bytes are none); {ranked[0].Share:P0} of the bytes over 127 are letters of it");
        if (ranked[0].Share >= EnoughShare && ranked[1].Share <= RivalShare)
            return (ranked[0].Name, why, null);
        return (ranked[0].Name, why, new OpenQuestion(
            $"'{file}' is no UTF-8, and its letters fit {ranked[0].Name} and {ranked[1].Name} about as well.",
            $"--encoding {ranked[0].Name} (or {ranked[1].Name}, or another)"));
    }

    private double Share(SearchValues<byte> letters)
    {
        var all = 0L;
        var hits = 0L;
        for (var one = 0x80; one < 256; one++)
        {
            all += _high[one];
            if (letters.Contains((byte)one))
                hits += _high[one];
        }

        return all == 0 ? 0 : (double)hits / all;
    }

    private void CheckUtf8(ReadOnlySpan<byte> bytes)
    {
        while (_carried > 0 && bytes.Length > 0)
        {
            _carry[_carried++] = bytes[0];
            bytes = bytes[1..];
            var status = Rune.DecodeFromUtf8(_carry.AsSpan(0, _carried), out _, out var used);
            if (status == OperationStatus.NeedMoreData)
                continue;
            Count(status);
            _carry.AsSpan(used, _carried - used).CopyTo(_carry);
            _carried -= used;
        }

        while (bytes.Length > 0)
        {
            var ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
                return;
            bytes = bytes[ascii..];
            var status = Rune.DecodeFromUtf8(bytes, out _, out var used);
            if (status == OperationStatus.NeedMoreData)
            {
                bytes.CopyTo(_carry);
                _carried = bytes.Length;
                return;
            }

            Count(status);
            bytes = bytes[used..];
        }
    }

    private void Count(OperationStatus status)
    {
        if (status == OperationStatus.Done)
            _valid++;
        else
            _invalid++;
    }
}
