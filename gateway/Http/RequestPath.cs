using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Ayni.Gateway.Http;

/// <summary>
/// Decodes the path of a request exactly once. The server's own path leaves an encoded slash as it came and decodes all
/// else, so that <c>%2F</c> and <c>%252F</c> look the same in it. Here both <c>/</c> and <c>%</c> within a segment stay
/// escaped until <see cref="Decode"/>, which makes every segment unambiguous.
/// </summary>
internal static class RequestPath
{
    private const string Field = "path";

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Middleware that comes before routing.</summary>
    /// <exception cref="RefusalException">The path is not percent-encoded UTF-8, or climbs by dots.</exception>
    public static Task RewriteAsync(HttpContext context, RequestDelegate next)
    {
        var sent = AsSent(context);
        // An absolute target (a proxy's form) keeps the server's path: no client of a shop sends one.
        if (sent.StartsWith('/') && sent.AsSpan().IndexOfAny('%', '.') >= 0)
        {
            // Not by conversion from a text, which would decode it again.
            context.Request.Path = new PathString(Canonical(sent));
        }

        return next(context);
    }

    /// <summary>The path as the client wrote it, without the query.</summary>
    public static string AsSent(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        return target.Split('?', 2)[0];
    }

    /// <summary>The path with each segment decoded once, but for the escapes of <c>%</c> and <c>/</c>.</summary>
    public static string Canonical(string sent) => string.Join('/', sent.Split('/').Select(CanonicalSegment));

    /// <summary>What stood in a segment of a canonical path.</summary>
    public static string Decode(string segment) =>
        segment.Replace("%2F", "/", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

    private static string CanonicalSegment(string segment)
    {
        var text = segment.Contains('%', StringComparison.Ordinal) ? DecodePercent(segment) : segment;
        return text is "." or ".."
            ? throw RefusalException.OfField(
                Field, segment, "A step in the path, not a name.", "Send the path without . and .. between slashes.")
            : text.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);
    }

    private static string DecodePercent(string segment)
    {
        var bytes = new byte[segment.Length];
        var length = 0;
        for (var i = 0; i < segment.Length; i++)
        {
            var isEscape = segment[i] == '%';
            if (!isEscape)
                bytes[length++] = (byte)segment[i];
            else if (i + 2 < segment.Length && byte.TryParse(
                segment.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                (bytes[length++], i) = (value, i + 2);
            else
                throw Malformed(segment);
        }

        try
        {
            return StrictUtf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw Malformed(segment);
        }
    }

    private static RefusalException Malformed(string segment) => RefusalException.OfField(
        Field, segment, "Not percent-encoded UTF-8.", "Encode each name as UTF-8 and percent signs as %25.");
}
