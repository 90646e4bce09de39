using System.Text.Json;

namespace Ayni.Gateway.Tests.Fuzzing;

/// <summary>What an answer must be, whatever was asked.</summary>
internal static class FuzzVerdict
{
    private const int FirstRefusal = 400;
    private const int ShortestDetail = 30;
    private const int FirstFault = 500;
    private const int Unavailable = 503;

    // Of HTTP itself, which the server refuses in its own way, without a body: target, head, version.
    private static readonly int[] OfTheServer = [400, 405, 408, 411, 413, 414, 431, 501, 505];

    /// <summary>What is wrong with an answer; null: nothing.</summary>
    public static string? Of(FuzzRequest request, FuzzAnswer answer)
    {
        if (request.Ending == FuzzEnding.Reset)
            return null;
        if (answer.Status == 0)
            return request.IsHttp && request.Ending == FuzzEnding.Answer ? "The server hung up." : null;
        if ((!request.IsHttp || request.IsRefusedByTheServer) && OfTheServer.Contains(answer.Status)
            && answer.Text.Length == 0)
            return null;
        if (answer.Status == Unavailable)
            return answer.HasRetryAfter ? null : "A 503 without Retry-After.";
        return answer.Status switch
        {
            >= FirstFault => $"A fault: {answer.Status}.",
            >= FirstRefusal => OfRefusal(answer),
            _ => null,
        };
    }

    private static string? OfRefusal(FuzzAnswer answer)
    {
        if (answer.MediaType != "application/problem+json")
            return $"A refusal {answer.Status} as {answer.MediaType ?? "nothing"}.";
        using var json = JsonDocument.Parse(answer.Text);
        var problem = json.RootElement;
        foreach (var name in (string[])["code", "title", "detail", "trace_id", "instance"])
        {
            if (!problem.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String
                || value.GetString()!.Length == 0)
                return $"A refusal without {name}.";
        }

        return problem.GetProperty("code").GetString() == "invalid" ? OfFields(problem) : null;
    }

    private static string? OfFields(JsonElement problem)
    {
        // Where no field alone is to blame, such as of an empty list, the sentence says what.
        if (!problem.TryGetProperty("errors", out var errors))
            return problem.GetProperty("detail").GetString()!.Length < ShortestDetail ? "Nothing is named." : null;
        foreach (var error in errors.EnumerateArray())
        {
            foreach (var name in (string[])["field", "problem", "remedy"])
            {
                if (!error.TryGetProperty(name, out var value) || value.GetString() is not { Length: > 0 })
                    return $"A field is refused without {name}.";
            }
        }

        return null;
    }
}
