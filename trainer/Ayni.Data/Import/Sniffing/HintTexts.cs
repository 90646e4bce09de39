using System.Globalization;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Import.Sniffing;

/// <summary>Hints as people write them.</summary>
public static class HintTexts
{
    /// <summary>The character between fields; null of null.</summary>
    /// <param name="name">What is read, for the message.</param>
    /// <param name="text">One character, or the word <c>tab</c>.</param>
    /// <exception cref="AyniException"><c>invalid</c>: it is neither.</exception>
    public static string? Delimiter(string name, string? text) => text switch
    {
        null => null,
        "tab" or "\\t" => "\t",
        [_] => text,
        _ => throw new AyniException(ErrorCodes.Invalid, $"{name} is '{text}'; it must be one character, or tab."),
    };

    /// <summary>Which column is what.</summary>
    /// <param name="name">What is read, for the message.</param>
    /// <param name="texts">Such as <c>user=cliente</c>.</param>
    /// <exception cref="AyniException"><c>invalid</c>: one is not of that form.</exception>
    public static IReadOnlyDictionary<string, string> Columns(string name, IReadOnlyCollection<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            var (meaning, column) = Split(name, text, at, "such as user=cliente or product=2");
            columns[meaning] = column;
        }

        return columns;
    }

    /// <summary>What values of the column of types mean.</summary>
    /// <param name="name">What is read, for the message.</param>
    /// <param name="texts">Such as <c>Favorito=wishlist</c>.</param>
    /// <exception cref="AyniException"><c>invalid</c>: one is not of that form, or is no name of a type.</exception>
    public static IReadOnlyDictionary<string, RowType> TypeValues(string name, IReadOnlyCollection<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var values = new Dictionary<string, RowType>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var at = text.LastIndexOf('=');
            var (value, type) = Split(name, text, at, "such as Favorito=wishlist");
            values[value] = Type(name, type);
        }

        return values;
    }

    /// <summary>A type of ours, or of the shop's own.</summary>
    /// <param name="name">What is read, for the message.</param>
    /// <param name="text">Its name.</param>
    /// <exception cref="AyniException"><c>invalid</c>: no type can have that name.</exception>
    public static RowType Type(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var type = RowType.Of(text);
        if (type.OwnName is { } own && CustomInteractionTypes.ProblemOf(name, own) is not null)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"{name} is '{text}'; it must be one of {string.Join(", ", InteractionTypeNames.BuiltIn)}, or a type "
                + "of the shop's own.");
        }

        return type;
    }

    /// <summary>Types of the shop's own, and their weights.</summary>
    /// <param name="name">What is read, for the message.</param>
    /// <param name="texts">Such as <c>regalo=0.7</c>.</param>
    /// <exception cref="AyniException"><c>invalid</c>: one is not of that form, or no such type may be.</exception>
    public static TypeWeights OwnTypes(string name, IReadOnlyCollection<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var types = new List<CustomInteractionType>();
        foreach (var text in texts)
        {
            var (own, number) = Split(name, text, text.LastIndexOf('='), "a name and a weight, such as regalo=0.7");
            if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight))
                throw new AyniException(ErrorCodes.Invalid, $"{name} is '{text}'; '{number}' is no weight, as 0.7 is.");
            var type = new CustomInteractionType(own, weight);
            if (CustomInteractionTypes.ProblemOf(type) is { } problem)
                throw new AyniException(ErrorCodes.Invalid, $"{name} is '{text}': {problem.Reason}");
            types.Add(type);
        }

        return TypeWeights.Of(types);
    }

    /// <summary>Ids that are no products.</summary>
    /// <param name="name">What is read, for the message.</param>
    /// <param name="texts">Ids, or some with commas between, such as <c>POST,DOT</c>.</param>
    /// <exception cref="AyniException"><c>invalid</c>: one is empty.</exception>
    public static IReadOnlyList<string> NotProducts(string name, IReadOnlyCollection<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        string[] ids = [.. texts.SelectMany(text => text.Split(',')).Select(id => id.Trim())];
        return Array.TrueForAll(ids, id => id.Length > 0)
            ? ids
            : throw new AyniException(
                ErrorCodes.Invalid, $"{name} is '{string.Join(',', texts)}'; it must be ids, such as POST,DOT.");
    }

    private static (string Left, string Right) Split(string name, string text, int at, string form)
        => at > 0 && at < text.Length - 1
            ? (text[..at], text[(at + 1)..])
            : throw new AyniException(ErrorCodes.Invalid, $"{name} is '{text}'; it must be {form}.");
}
