using System.Globalization;
using Microsoft.OpenApi;

namespace Ayni.Gateway.Http;

/// <summary>An amount of money: digits, and a point between digits. Neither sign nor exponent nor separators.</summary>
internal sealed record PriceParameter(string Name, string Description, decimal Max) : QueryParameter(Name, Description)
{
    private const string Remedy = "Send digits with a point, such as 19.90";

    /// <exception cref="RefusalException">Not such a number, or outside its range.</exception>
    public decimal? Read(HttpRequest request)
    {
        if (TextIn(request) is not { } text)
            return null;
        // A comma is a decimal point to some and a separator to others, so it is neither here.
        if (text.Length == 0 || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[^1])
            || !text.All(character => char.IsAsciiDigit(character) || character == '.')
            || text.Count(character => character == '.') > 1)
            throw Refuse(text, "Not a price.", Remedy);
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
            && price <= Max
            ? price
            : throw Refuse(text, $"Not from 0 to {Max}.", Remedy);
    }

    public override OpenApiSchema Describe() => new()
    {
        Type = JsonSchemaType.Number,
        Format = "double",
        Minimum = "0",
        Maximum = Max.ToString(CultureInfo.InvariantCulture),
    };
}
