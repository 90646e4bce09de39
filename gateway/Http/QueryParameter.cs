using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Ayni.Gateway.Http;

/// <summary>
/// One parameter of a query: how it is read, strictly, and how the document describes it. A kind a derived type.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does, for the document.</param>
internal abstract record QueryParameter(string Name, string Description)
{
    /// <summary>Type, range and default.</summary>
    public abstract OpenApiSchema Describe();

    /// <summary>The text sent; null if the parameter was left out.</summary>
    /// <exception cref="RefusalException">It was sent twice.</exception>
    protected string? TextIn(HttpRequest request)
    {
        var values = request.Query[Name];
        return values.Count switch
        {
            0 => null,
            1 => values[0] ?? "",
            _ => throw Refuse(values.ToString(), "Sent more than once.", "Send it once."),
        };
    }

    protected RefusalException Refuse(string? value, string problem, string remedy) =>
        RefusalException.OfField(Name, value, problem, $"{remedy.TrimEnd('.')}, or leave it out.");

    protected static JsonNode? Json<T>(T value) => JsonValue.Create(value);
}

/// <summary>A whole number: digits and nothing else.</summary>
internal sealed record WholeParameter(string Name, string Description, int Min, int Max, int Default)
    : QueryParameter(Name, Description)
{
    /// <exception cref="RefusalException">Not digits, or outside the range.</exception>
    public int Read(HttpRequest request)
    {
        if (TextIn(request) is not { } text)
            return Default;
        if (text.Length == 0 || !text.All(char.IsAsciiDigit))
            throw Refuse(text, "Not a whole number.", "Send digits only, such as 10");
        return int.TryParse(text, out var value) && value >= Min && value <= Max
            ? value
            : throw Refuse(text, $"Not from {Min} to {Max}.", $"Send {Min} to {Max}");
    }

    public override OpenApiSchema Describe() => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int32",
        Minimum = $"{Min}",
        Maximum = $"{Max}",
        Default = Json(Default),
    };
}

/// <summary>True or false, in these words.</summary>
internal sealed record FlagParameter(string Name, string Description, bool Default) : QueryParameter(Name, Description)
{
    /// <exception cref="RefusalException">Neither word.</exception>
    public bool Read(HttpRequest request) => TextIn(request) switch
    {
        null => Default,
        "true" => true,
        "false" => false,
        var text => throw Refuse(text, "Not true or false.", "Send true or false"),
    };

    public override OpenApiSchema Describe() => new() { Type = JsonSchemaType.Boolean, Default = Json(Default) };
}

/// <summary>Text.</summary>
internal sealed record TextParameter(string Name, string Description, int MaxLength)
    : QueryParameter(Name, Description)
{
    /// <exception cref="RefusalException">Empty, too long, or with control characters.</exception>
    public string? Read(HttpRequest request)
    {
        if (TextIn(request) is not { } text)
            return null;
        if (text.Length is 0 || text.Length > MaxLength)
            throw Refuse(text, $"Has {text.Length} characters.", $"Send 1 to {MaxLength}");
        return text.Any(char.IsControl)
            ? throw Refuse(text, "Holds a control character.", "Send text without")
            : text;
    }

    public override OpenApiSchema Describe() => new()
    {
        Type = JsonSchemaType.String,
        MinLength = 1,
        MaxLength = MaxLength,
    };
}

/// <summary>One word that may be sent; true if it was.</summary>
internal sealed record WordParameter(string Name, string Description, string Word) : QueryParameter(Name, Description)
{
    /// <exception cref="RefusalException">Another word.</exception>
    public bool Read(HttpRequest request) => TextIn(request) switch
    {
        null => false,
        var text when text == Word => true,
        var text => throw Refuse(text, "Unknown.", $"Send {Name}={Word}"),
    };

    public override OpenApiSchema Describe() => new()
    {
        Type = JsonSchemaType.String,
        Enum = [JsonValue.Create(Word)!],
    };
}
