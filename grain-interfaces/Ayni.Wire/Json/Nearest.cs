namespace Ayni.Wire.Json;

/// <summary>Guesses what a misspelt name was meant to be.</summary>
internal static class Nearest
{
    /// <summary>Names longer than this are nobody's spelling of ours.</summary>
    private const int MaxLength = 64;

    /// <summary>Says which of the known names is nearest, and which there are.</summary>
    public static string Remedy(string name, IReadOnlyCollection<string> known) => known.Count switch
    {
        0 => "Leave it out: there are none here.",
        _ => $"{Guess(name, known)}Known: {string.Join(", ", known.Order(StringComparer.Ordinal))}.",
    };

    private static string Guess(string name, IReadOnlyCollection<string> known) => name.Length > MaxLength
        ? ""
        : $"Did you mean {known.MinBy(other => (Distance(name, other), other))}? ";

    /// <summary>Levenshtein distance: characters to insert, delete or replace.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
