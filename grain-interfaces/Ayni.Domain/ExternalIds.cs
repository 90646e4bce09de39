using Ayni.Domain.Interactions;

namespace Ayni.Domain;

/// <summary>What an external id may look like. Every id accepted can be named in a path.</summary>
public static class ExternalIds
{
    /// <summary>What to send instead of what is refused.</summary>
    public const string Remedy =
        "Send 1 to 128 characters without control characters, not all blank, and neither . nor ..";

    private static readonly string NoId = $"Not an id of 1 to {Interaction.MaxIdLength} characters.";

    /// <summary>Why a text is no id; null if it is one.</summary>
    public static string? ProblemOf(string? id) => id switch
    {
        // Clients, proxies and servers resolve these before anybody can read them, even when percent-encoded.
        "." or ".." => $"'{id}' is a step in a path, so no path could name it.",
        _ => id is not null && IsStorable(id) ? null : NoId,
    };

    /// <summary>Why a field with an id is refused; null if it is not.</summary>
    internal static InvalidField? ProblemOf(string field, string? id)
    {
        if (ProblemOf(id) is not { } problem)
            return null;
        return id switch
        {
            null or "" => new InvalidField(field, FieldFault.Missing, $"Missing. {Remedy}"),
            { Length: > Interaction.MaxIdLength } => new InvalidField(
                field, FieldFault.TooLong, $"Has {id.Length} characters. {Remedy}"),
            _ => new InvalidField(field, FieldFault.BadText, $"{problem} {Remedy}"),
        };
    }

    /// <summary>
    /// True for what the stores may hold: 1 to 128 characters, none of them a control character, not all blank.
    /// </summary>
    public static bool IsStorable(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length is > 0 and <= Interaction.MaxIdLength
            && !string.IsNullOrWhiteSpace(id) && !id.Any(char.IsControl) && StorableText.IsStorable(id);
    }
}
