using System.Text.Json;
using Ayni.Gateway.Problems;

namespace Ayni.Gateway.Json;

/// <summary>Reads a request body as JSON.</summary>
internal static class JsonBody
{
    /// <summary>Reads and parses the whole body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="capacity">
    /// Most bytes to set aside at once for a body that says its length, so that it is not copied as it grows. Only
    /// where a limit counts what requests say.
    /// </param>
    /// <exception cref="RefusalException">The content type or the body is not JSON.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request, long capacity = 0)
    {
        RequireJson(request);
        return JsonDocuments.Parse(await ReadBytesAsync(request, capacity));
    }

    /// <summary>Like <see cref="ReadAsync"/>, but null for an empty body, whatever its content type.</summary>
    public static async Task<JsonDocument?> ReadOptionalAsync(HttpRequest request)
    {
        var bytes = await ReadBytesAsync(request);
        if (bytes.IsEmpty)
            return null;
        RequireJson(request);
        return JsonDocuments.Parse(bytes);
    }

    /// <summary>Reads the whole body, up to the limit of the path, without a byte order mark.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequest request, long capacity = 0)
    {
        using var buffer = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, capacity));
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        var bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        return bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
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
}
