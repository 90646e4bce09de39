using System.Buffers;

namespace Ayni.Filters.Text;

/// <summary>
/// The key of a text by which it is compared: lower case, without accents. Written out because the program runs without
/// the tables of ICU (InvariantGlobalization), where <see cref="string.Normalize()"/> decomposes nothing.
/// </summary>
internal static class FoldedText
{
    /// <summary>What stands between the parts of a category's key.</summary>
    public const string Separator = " > ";

    private const int MaxStackLength = 256;
    private const char FirstMark = '\u0300';
    private const char LastMark = '\u036F';

    /// <summary>
    /// A letter, then what it is written as with accents (Unicode's canonical decompositions), and ø ł đ ı.
    /// </summary>
    private static readonly string[] Accented =
    [
        "aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ", "bḃḅḇ", "cçćĉċčḉ", "dďḋḍḏḑḓđ",
        "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ", "fḟ", "gĝğġģǧǵḡ", "hĥȟḣḥḧḩḫẖ", "iìíîïĩīĭįǐȉȋḭḯỉịıİ",
        "jĵǰ", "kķǩḱḳḵ", "lĺļľḷḹḻḽł", "mḿṁṃ", "nñńņňǹṅṇṉṋ",
        "oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợø", "pṕṗ", "rŕŗřȑȓṙṛṝṟ", "sśŝşšșṡṣṥṧṩ", "tţťțṫṭṯṱẗ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự", "vṽṿ", "wŵẁẃẅẇẉẘ", "xẋẍ", "yýÿŷȳẏẙỳỵỷỹ", "zźżžẑẓẕ",
    ];

    private static readonly Dictionary<char, char> Letters = Accented
        .SelectMany(row => row.Skip(1).Select(accented => KeyValuePair.Create(accented, row[0])))
        .ToDictionary();

    /// <summary>The key of a text in a form; null for null and for a blank one, which says nothing.</summary>
    public static string? Of(string? text, TextForm form)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return form switch
        {
            TextForm.Path => PathOf(text),
            TextForm.Exact => text,
            _ => Within(text.AsSpan().Trim()) is { Length: > 0 } key ? key : null,
        };
    }

    /// <summary>A part of a text: outer blanks count.</summary>
    public static string Within(ReadOnlySpan<char> text)
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
            folded[length++] = lower < 0x80 || !Letters.TryGetValue(lower, out var letter) ? lower : letter;
        }

        var key = new string(folded[..length]);
        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented);
        return key;
    }

    /// <summary>
    /// Whether a category's key is at or below another's, which may begin at any level: a shop says "Cocina" for
    /// "Hogar > Cocina".
    /// </summary>
    public static bool IsUnder(string path, string ancestor)
    {
        for (var at = path.IndexOf(ancestor, StringComparison.Ordinal); at >= 0;
            at = path.IndexOf(ancestor, at + 1, StringComparison.Ordinal))
        {
            var end = at + ancestor.Length;
            if ((at == 0 || path.AsSpan(0, at).EndsWith(Separator, StringComparison.Ordinal))
                && (end == path.Length || path.AsSpan(end).StartsWith(Separator, StringComparison.Ordinal)))
                return true;
        }

        return false;
    }

    private static string? PathOf(string text)
    {
        var parts = text.Split('>')
            .Select(part => Within(part.AsSpan().Trim()))
            .Where(part => part.Length > 0);
        return string.Join(Separator, parts) is { Length: > 0 } key ? key : null;
    }
}
