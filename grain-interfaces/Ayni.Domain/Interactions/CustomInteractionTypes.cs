using System.Buffers;
using System.Globalization;

namespace Ayni.Domain.Interactions;

/// <summary>What a shop's own types of interactions must be.</summary>
public static class CustomInteractionTypes
{
    /// <summary>Most characters of a name.</summary>
    public const int MaxNameLength = 32;

    /// <summary>Most types of a shop.</summary>
    public const int MaxTypes = 64;

    /// <summary>Lowest and, above 0, highest weight.</summary>
    public const double MaxWeight = 100;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>What is wrong with a name; null if nothing is.</summary>
    /// <param name="field">Field that it stands in.</param>
    /// <param name="name">The name.</param>
    public static InvalidField? ProblemOf(string field, string? name)
    {
        if (name is null)
            return new(field, FieldFault.Missing, "Missing. Send a name.");
        if (InteractionTypeNames.TryParse(name, out _) || name == "custom")
            return new(field, FieldFault.BadText, $"'{name}' is built in. Use it as it is, or send another name.");
        return IsName(name)
            ? null
            : new(
                field, name.Length > MaxNameLength ? FieldFault.TooLong : FieldFault.BadText,
                $"'{name}' is no name of a type. Send a lower-case letter, then up to {MaxNameLength - 1} of a to z, "
                + "0 to 9 and _.");
    }

    /// <summary>What is wrong with a type; null if nothing is.</summary>
    public static InvalidField? ProblemOf(CustomInteractionType? type) => type is null
        ? new("$", FieldFault.Missing, "Null. Send a type.")
        : ProblemOf(nameof(CustomInteractionType.Name), type.Name)
            ?? (type.Weight is >= -MaxWeight and <= MaxWeight
                ? null
                : new(
                    nameof(CustomInteractionType.Weight), FieldFault.OutOfRange,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{type.Weight}; it must be {-MaxWeight} to {MaxWeight}, below 0 for what speaks against.")));

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength
        && name[0] is >= 'a' and <= 'z'
        && !name.AsSpan().ContainsAnyExcept(NameCharacters);
}
