using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ayni.Gateway.Json;

/// <summary>How values look on the wire: snake_case names and enumerations, text as it is.</summary>
internal static class WireFormat
{
    /// <summary>Options of every answer.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Sets the same options on those of the framework.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new AttributeSetFormat());
        // The answers are JSON, never pasted into HTML, so names keep their accents readable.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        return options;
    }
}
