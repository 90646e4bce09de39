namespace Ayni.Domain;

/// <summary>Guesses what a misspelt name was meant to be. Case and accents do not count.</summary>
public static class Nearest
{
    /// <summary>Edits within which a name is taken for another one misspelt.</summary>
    public const int MaxEdits = 2;

    /// <summary>Names longer than this are nobody's spelling of ours.</summary>
    private const int MaxLength = 64;

    /// <summary>
    /// The nearest of the known names; of equally near ones, the first in ordinal order. Null if none is near.
    /// </summary>
    /// <param name="name">What somebody wrote.</param>
    /// <param name="known">The names there are.</param>
    /// <param name="max">Most characters to insert, delete or replace (Levenshtein distance), at least 0.</param>
    public static string? Of(string name, IEnumerable<string> known, int max)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        var folded = FoldedText.Of(name);
        string? nearest = null;
        var least = max;
        foreach (var other in known)
        {
            var spelling = FoldedText.Of(other);
            // So many are to be inserted or deleted at least.
            if (Math.Abs(spelling.Length - folded.Length) > least)
                continue;
            var distance = EditDistance.Of(folded, spelling);
            if (distance > least || (distance == least && nearest is not null
                && string.CompareOrdinal(nearest, other) <= 0))
                continue;
            (nearest, least) = (other, distance);
        }

        return nearest;
    }

    /// <summary>Says which of the known names is nearest, and which there are.</summary>
    public static string Remedy(string name, IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        if (known.Count == 0)
            return "Leave it out: there are none here.";
        var guess = name.Length > MaxLength ? "" : $"Did you mean {Of(name, known, int.MaxValue)}? ";
        return $"{guess}Known: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
    }
}
