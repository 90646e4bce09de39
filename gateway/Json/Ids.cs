using Ayni.Domain.Interactions;
using Ayni.Gateway.Problems;

namespace Ayni.Gateway.Json;

/// <summary>What an external id may look like.</summary>
internal static class Ids
{
    public const string Remedy = "Send 1 to 128 characters without control characters, not all blank.";

    /// <summary>True for 1 to 128 characters, none of them a control character, not all blank.</summary>
    public static bool IsValid(string id) =>
        id.Length is > 0 and <= Interaction.MaxIdLength && !string.IsNullOrWhiteSpace(id) && !id.Any(char.IsControl);

    /// <summary>An id that stands in the path.</summary>
    /// <exception cref="RefusalException">It is not valid.</exception>
    public static string FromPath(string field, string value)
    {
        // The server decodes everything but the slash, lest it split the path.
        var id = value.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return IsValid(id)
            ? id
            : throw RefusalException.OfField(
                field, id, $"Not an id of 1 to {Interaction.MaxIdLength} characters.", Remedy);
    }
}
