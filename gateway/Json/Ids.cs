using Ayni.Gateway.Http;

namespace Ayni.Gateway.Json;

/// <summary>Reads external ids that stand in a path.</summary>
internal static class Ids
{
    /// <summary>An id that stands in the path.</summary>
    /// <param name="field">What it names.</param>
    /// <param name="segment">A segment of the path as <see cref="RequestPath"/> leaves it.</param>
    /// <exception cref="RefusalException">It is not valid.</exception>
    public static string FromPath(string field, string segment)
    {
        var id = RequestPath.Decode(segment);
        return ExternalIds.ProblemOf(id) is { } problem
            ? throw RefusalException.OfField(field, id, problem, ExternalIds.Remedy)
            : id;
    }
}
