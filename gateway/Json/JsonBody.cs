using System.Text.Json;
using System.Text.Unicode;
using Ayni.Gateway.Problems;

namespace Ayni.Gateway.Json;

/// <summary>Reads a request body as JSON and says precisely where it is not.</summary>
internal static class JsonBody
{
    // A field named twice has no single meaning, so it is refused rather than guessed.
    private static readonly JsonDocumentOptions ParseOptions = new() { AllowDuplicateProperties = false };

    /// <summary>Reads and parses the whole body.</summary>
    /// <exception cref="RefusalException">The content type or the body is not JSON.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request)
    {
        RequireJson(request);
        return Parse(await ReadBytesAsync(request));
    }

    /// <summary>Like <see cref="ReadAsync"/>, but null for an empty body, whatever its content type.</summary>
    public static async Task<JsonDocument?> ReadOptionalAsync(HttpRequest request)
    {
        var bytes = await ReadBytesAsync(request);
        if (bytes.IsEmpty)
            return null;
        RequireJson(request);
        return Parse(bytes);
    }

    /// <summary>Reads the whole body, up to the limit of the path, without a byte order mark.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        var bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        return bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
    }

    /// <summary>Parses JSON.</summary>
    /// <exception cref="RefusalException">It is none; says the line, the byte and the field.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
            throw new RefusalException(ProblemCodes.MalformedJson, "The body is not UTF-8 text. Send JSON in UTF-8.");
        try
        {
            RequireWholeNames(utf8.Span);
            return JsonDocument.Parse(utf8, ParseOptions);
        }
        catch (JsonException exception)
        {
            throw Malformed(exception, JsonFieldPath.AtFailure(utf8.Span));
        }
    }

    /// <summary>Says where a document stops being JSON.</summary>
    public static RefusalException Malformed(JsonException exception, string field)
    {
        var place = $"Line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
        var reason = exception.Message.Split(" LineNumber:", 2)[0];
        return new RefusalException(
            ProblemCodes.MalformedJson,
            $"{place}, at or after field '{field}': {reason}",
            [new FieldProblem(field, null, $"{place}: {reason}", "Send well-formed JSON (RFC 8259).")]);
    }

    /// <summary>Says that the content type of a request is not one its path reads.</summary>
    public static string NotJson(HttpRequest request) =>
        $"{request.Path} does not read '{request.ContentType}'. " +
        "Send the header Content-Type: application/json.";

    private static void RequireJson(HttpRequest request)
    {
        if (!request.HasJsonContentType())
            throw new RefusalException(ProblemCodes.UnsupportedMediaType, NotJson(request));
    }

    // Before the document is made: it compares names to find one that comes twice, and fails on such a name.
    private static void RequireWholeNames(ReadOnlySpan<byte> utf8)
    {
        if (JsonFieldPath.OfBrokenName(utf8) is not { } field)
            return;
        throw new RefusalException(
            ProblemCodes.MalformedJson,
            $"The name of field '{field}' is no text. {JsonText.Remedy}",
            [new FieldProblem(field, null, JsonText.HalfCharacter, JsonText.Remedy)]);
    }
}
