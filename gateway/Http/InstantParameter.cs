using Ayni.Domain.Times;
using Microsoft.OpenApi;

namespace Ayni.Gateway.Http;

/// <summary>An instant, in ISO 8601; none if it is left out.</summary>
internal sealed record InstantParameter(string Name, string Description) : QueryParameter(Name, Description)
{
    /// <exception cref="RefusalException">It is no instant.</exception>
    public DateTimeOffset? Read(HttpRequest request)
    {
        if (TextIn(request) is not { } text)
            return null;
        return IsoTime.Find(text) is { } time
            ? DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds())
            : throw Refuse(text, "Not an instant.", IsoTime.Remedy);
    }

    public override OpenApiSchema Describe() => new() { Type = JsonSchemaType.String, Format = "date-time" };
}
