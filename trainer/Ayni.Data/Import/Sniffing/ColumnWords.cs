using System.Globalization;
using System.Text;

namespace Ayni.Data.Import.Sniffing;

/// <summary>Words of a column's name: "CustomerID", "customer_id" and "Código del cliente" say much the same.</summary>
internal static class ColumnWords
{
    private static readonly HashSet<string> Small = ["de", "del", "la", "el", "los", "las", "of", "the", "y", "and"];

    public static IReadOnlyList<string> Of(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var previous = ' ';
        // Invariant globalization has no tables to take accents off with; these are the letters that names have.
        foreach (var letter in name)
        {
            var plain = Plain(letter);
            if (!char.IsLetterOrDigit(plain) || (char.IsUpper(plain) && char.IsLower(previous)))
                Finish(words, word);
            if (char.IsLetterOrDigit(plain))
                word.Append(char.ToLower(plain, CultureInfo.InvariantCulture));
            previous = plain;
        }

        Finish(words, word);
        return words;
    }

    private static void Finish(List<string> words, StringBuilder word)
    {
        if (word.Length > 0 && !Small.Contains(word.ToString()))
            words.Add(word.ToString());
        word.Clear();
    }

    private static char Plain(char letter)
    {
        const string accented = "áàâãäéèêëíìîïóòôõöúùûüñçÁÀÂÃÄÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÑÇ";
        const string plain = "aaaaaeeeeiiiiooooouuuuncAAAAAEEEEIIIIOOOOOUUUUNC";
        var at = accented.IndexOf(letter, StringComparison.Ordinal);
        return at < 0 ? letter : plain[at];
    }
}
