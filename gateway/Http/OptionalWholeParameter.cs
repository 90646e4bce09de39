using System.Globalization;
using Microsoft.OpenApi;

namespace Ayni.Gateway.Http;

/// <summary>A whole number: digits and nothing else; none if it is left out.</summary>
internal sealed record OptionalWholeParameter(string Name, string Description, int Min, int Max)
    : QueryParameter(Name, Description)
{
    /// <exception cref="RefusalException">Not digits, or outside the range.</exception>
    public int? Read(HttpRequest request) => TextIn(request) switch
    {
        null => null,
        var text when text.Length > 0 && text.All(char.IsAsciiDigit)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= Min && value <= Max => value,
        var text => throw Refuse(text, $"Not a whole number from {Min} to {Max}.", $"Send {Min} to {Max}"),
    };

    public override OpenApiSchema Describe() => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int32",
        Minimum = $"{Min}",
        Maximum = $"{Max}",
    };
}
