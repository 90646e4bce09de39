using Ayni.Domain;

namespace Ayni.Filters.Text;

/// <summary>Guesses what a misspelt name or value was meant to be; case and accents do not count.</summary>
internal static class NearestTexts
{
    /// <summary>How many are offered.</summary>
    private const int MaxOffered = 3;

    /// <summary>Texts longer than this are not compared letter by letter.</summary>
    private const int MaxLength = 128;

    /// <summary>Most texts that are looked through; a shop's brands and categories are fewer.</summary>
    private const int MaxKnown = 20_000;

    /// <summary>"Did you mean …?", the nearest first; empty if none is near.</summary>
    public static string Guess(string text, IEnumerable<string> known)
    {
        var near = Of(text, known);
        return near.Count == 0 ? "" : $" Did you mean {string.Join(", ", near)}?";
    }

    /// <summary>The known texts that differ in less than half of their letters, or hold it, nearest first.</summary>
    public static IReadOnlyList<string> Of(string text, IEnumerable<string> known)
    {
        var key = FoldedText.Within(text.AsSpan().Trim());
        if (key.Length is 0 or > MaxLength)
            return [];
        return
        [
            .. known.Take(MaxKnown)
                .Select(name => (Name: name, Distance: Distance(key, FoldedText.Within(name))))
                .Where(near => near.Distance <= Math.Max(key.Length, near.Name.Length) / 2)
                .OrderBy(near => near.Distance)
                .ThenBy(near => near.Name, StringComparer.Ordinal)
                .Take(MaxOffered)
                .Select(near => near.Name),
        ];
    }

    /// <summary>In edits; one that holds the other is one away.</summary>
    private static int Distance(string left, string right)
    {
        if (left == right)
            return 0;
        if (right.Length > MaxLength || right.Contains(left, StringComparison.Ordinal))
            return right.Contains(left, StringComparison.Ordinal) ? 1 : int.MaxValue;
        return EditDistance.Of(left, right);
    }
}
