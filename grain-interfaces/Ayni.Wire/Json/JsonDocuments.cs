using System.Text.Json;
using System.Text.Unicode;
using Ayni.Domain.Errors;
using Ayni.Wire.Problems;

namespace Ayni.Wire.Json;

/// <summary>Reads JSON and says precisely where it is not.</summary>
internal static class JsonDocuments
{
    // A field named twice has no single meaning, so it is refused rather than guessed.
    private static readonly JsonDocumentOptions ParseOptions = new() { AllowDuplicateProperties = false };

    /// <summary>Parses JSON.</summary>
    /// <exception cref="RefusalException">It is none; says the line, the byte and the field.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
            throw new RefusalException(ErrorCodes.MalformedJson, "The body is not UTF-8 text. Send JSON in UTF-8.");
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
            ErrorCodes.MalformedJson,
            $"{place}, at or after field '{field}': {reason}",
            [new FieldProblem(field, null, $"{place}: {reason}", "Send well-formed JSON (RFC 8259).")]);
    }

    // Before the document is made: it compares names to find one that comes twice, and fails on such a name.
    private static void RequireWholeNames(ReadOnlySpan<byte> utf8)
    {
        if (JsonFieldPath.OfBrokenName(utf8) is not { } field)
            return;
        throw new RefusalException(
            ErrorCodes.MalformedJson,
            $"The name of field '{field}' is no text. {JsonText.Remedy}",
            [new FieldProblem(field, null, JsonText.HalfCharacter, JsonText.Remedy)]);
    }
}
