using System.Globalization;
using Microsoft.OpenApi;

namespace Ayni.Gateway.Http;

/// <summary>A number in a range; none if it is left out.</summary>
internal sealed record NumberParameter(string Name, string Description, double Min, double Max)
    : QueryParameter(Name, Description)
{
    /// <exception cref="RefusalException">No number, or outside the range.</exception>
    public double? Read(HttpRequest request)
    {
        if (TextIn(request) is not { } text)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= Min && value <= Max
            ? value
            : throw Refuse(
                text,
                string.Create(CultureInfo.InvariantCulture, $"Not a number from {Min} to {Max}."),
                string.Create(CultureInfo.InvariantCulture, $"Send {Min} to {Max}, with a point for decimals"));
    }

    public override OpenApiSchema Describe() => new()
    {
        Type = JsonSchemaType.Number,
        Minimum = Min.ToString(CultureInfo.InvariantCulture),
        Maximum = Max.ToString(CultureInfo.InvariantCulture),
    };
}
