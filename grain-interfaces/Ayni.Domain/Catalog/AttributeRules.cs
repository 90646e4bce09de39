namespace Ayni.Domain.Catalog;

/// <summary>
/// What a shop's own attributes must be, of products and of shoppers. A name can be written in an expression as it is:
/// <c>product.attributes.color</c>.
/// </summary>
public static class AttributeRules
{
    /// <summary>Attributes of one product or shopper.</summary>
    public const int MaxCount = 64;

    /// <summary>Characters of a name.</summary>
    public const int MaxNameLength = 64;

    /// <summary>Characters of a text, alone or in a list.</summary>
    public const int MaxTextLength = 512;

    /// <summary>Texts of a list, and of any other set of texts.</summary>
    public const int MaxTexts = 64;

    /// <summary>What a name must be.</summary>
    public const string NameRemedy = "Send a letter of a to z, then letters, digits and _, at most 64 characters.";

    /// <summary>What a value must be.</summary>
    public const string ValueRemedy =
        "Send a text of 1 to 512 characters, a finite number, true or false, a date, or at most 64 such texts.";

    /// <summary>True for a letter, then letters, digits and underscores; of ASCII, as in any expression.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= MaxNameLength } && char.IsAsciiLetter(name[0])
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    /// <summary>The first thing that is wrong; null if nothing is.</summary>
    /// <param name="field">Name of the member that holds them.</param>
    /// <param name="attributes">What somebody made.</param>
    public static InvalidField? ProblemOf(string field, AttributeSet? attributes)
    {
        if (attributes is null)
            return new InvalidField(field, FieldFault.Missing, "Null. Send an empty set.");
        if (attributes.Count > MaxCount)
            return new InvalidField(
                field, FieldFault.OutOfRange, $"Has {attributes.Count} attributes. Send at most {MaxCount}.");
        foreach (var (name, value) in attributes)
        {
            if (!IsName(name))
                return new InvalidField(field, FieldFault.BadText, $"'{name}' is no name. {NameRemedy}");
            if (ProblemOf(value) is { } problem)
                return new InvalidField($"{field}.{name}", problem.Fault, problem.Reason);
        }

        return null;
    }

    /// <summary>Whether a value may be kept.</summary>
    public static bool IsValue(AttributeValue? value) => ProblemOf(value) is null;

    /// <summary>The first thing that is wrong with a set of texts; null if nothing is.</summary>
    internal static InvalidField? ProblemOf(string field, TextSet? texts)
    {
        if (texts is null)
            return new InvalidField(field, FieldFault.Missing, "Null. Send an empty set.");
        if (texts.Count > MaxTexts)
            return new InvalidField(field, FieldFault.OutOfRange, $"Has {texts.Count} texts. Send at most {MaxTexts}.");
        return texts.Select(ProblemOf).FirstOrDefault(problem => problem is not null) is { } wrong
            ? new InvalidField(field, wrong.Fault, wrong.Reason)
            : null;
    }

    private static (FieldFault Fault, string Reason)? ProblemOf(AttributeValue? value) => value?.Kind switch
    {
        AttributeKind.Text => ProblemOf(value.Text),
        AttributeKind.Number when !double.IsFinite(value.Number) =>
            (FieldFault.OutOfRange, $"Not a finite number. {ValueRemedy}"),
        AttributeKind.List => ProblemOf("", value.List) is { } wrong ? (wrong.Fault, wrong.Reason) : null,
        AttributeKind.Number or AttributeKind.Flag or AttributeKind.Date => null,
        _ => (FieldFault.Missing, $"No value. {ValueRemedy}"),
    };

    /// <summary>The first thing that is wrong with a text, alone or in a list; null if nothing is.</summary>
    internal static (FieldFault Fault, string Reason)? ProblemOf(string? text) => text switch
    {
        { Length: > MaxTextLength } => (FieldFault.TooLong, $"Has {text.Length} characters. {ValueRemedy}"),
        _ when string.IsNullOrWhiteSpace(text) => (FieldFault.BadText, $"Blank. {ValueRemedy}"),
        _ when !StorableText.IsStorable(text) => (FieldFault.BadText,
            $"Holds {StorableText.Problem}: \"{StorableText.Escape(text)}\"."),
        _ => null,
    };
}
