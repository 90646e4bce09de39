using System.Buffers;
using System.Collections.Frozen;

namespace Ayni.Domain;

/// <summary>
/// Text as people compare it: "Cámara" and "camara" are one word. Written out because the program runs without the
/// tables of ICU (InvariantGlobalization), where <see cref="string.Normalize()"/> decomposes nothing. An ñ counts as n.
/// </summary>
public static class FoldedText
{
    private const int MaxStackLength = 256;
    private const char FirstMark = '\u0300';
    private const char LastMark = '\u036F';

    /// <summary>
    /// A letter, then what it is written as with accents (Unicode's canonical decompositions), and ø ł đ ħ ŀ ŧ ı.
    /// </summary>
    private static readonly FrozenDictionary<char, char> Bases = new[]
    {
        "aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ", "bḃḅḇ", "cçćĉċčḉ", "dďḋḍḏḑḓđ",
        "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ", "fḟ", "gĝğġģǧǵḡ", "hĥȟḣḥḧḩḫẖħ", "iìíîïĩīĭįǐȉȋḭḯỉịıİ",
        "jĵǰ", "kķǩḱḳḵ", "lĺļľḷḹḻḽłŀ", "mḿṁṃ", "nñńņňǹṅṇṉṋ",
        "oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợø", "pṕṗ", "rŕŗřȑȓṙṛṝṟ", "sśŝşšșṡṣṥṧṩ", "tţťțṫṭṯṱẗŧ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự", "vṽṿ", "wŵẁẃẅẇẉẘ", "xẋẍ", "yýÿŷȳẏẙỳỵỷỹ", "zźżžẑẓẕ",
    }.SelectMany(letters => letters[1..].Select(letter => (letter, letters[0])))
        .ToFrozenDictionary(pair => pair.letter, pair => pair.Item2);

    /// <summary>The text in small letters, without the accents of Latin letters.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        char[]? rented = null;
        var folded = text.Length <= MaxStackLength
            ? stackalloc char[MaxStackLength]
            : (rented = ArrayPool<char>.Shared.Rent(text.Length));
        var length = 0;
        foreach (var unit in text)
        {
            if (unit is >= FirstMark and <= LastMark)
                continue;
            var lower = char.ToLowerInvariant(unit);
            folded[length++] = lower < 0x80 || !Bases.TryGetValue(lower, out var letter) ? lower : letter;
        }

        var key = new string(folded[..length]);
        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented);
        return key;
    }
}
