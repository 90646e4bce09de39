using Ayni.Domain.Interactions;
using Ayni.Gateway.Http;
using Ayni.Gateway.Problems;

namespace Ayni.Gateway.Json;

/// <summary>What an external id may look like. Every id accepted can be named in a path.</summary>
internal static class Ids
{
    public const string Remedy =
        "Send 1 to 128 characters without control characters, not all blank, and neither . nor ..";

    private static readonly string NoId = $"Not an id of 1 to {Interaction.MaxIdLength} characters.";

    /// <summary>Why a text is no id; null if it is one.</summary>
    public static string? ProblemOf(string id) => id switch
    {
        // Clients, proxies and servers resolve these before anybody can read them, even when percent-encoded.
        "." or ".." => $"'{id}' is a step in a path, so no path could name it.",
        _ => IsStorable(id) ? null : NoId,
    };

    /// <summary>
    /// True for what the stores may hold: 1 to 128 characters, none of them a control character, not all blank.
    /// </summary>
    public static bool IsStorable(string id) =>
        id.Length is > 0 and <= Interaction.MaxIdLength && !string.IsNullOrWhiteSpace(id) && !id.Any(char.IsControl);

    /// <summary>An id that stands in the path.</summary>
    /// <param name="field">What it names.</param>
    /// <param name="segment">A segment of the path as <see cref="RequestPath"/> leaves it.</param>
    /// <exception cref="RefusalException">It is not valid.</exception>
    public static string FromPath(string field, string segment)
    {
        var id = RequestPath.Decode(segment);
        return ProblemOf(id) is { } problem ? throw RefusalException.OfField(field, id, problem, Remedy) : id;
    }
}
