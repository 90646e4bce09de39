using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Ayni.Wire.Json;

/// <summary>
/// Text in JSON. An escape such as <c>\ud800</c> without its other half is allowed by the grammar and is no text: it
/// has no UTF-8 form, and whoever asks for it gets an exception.
/// </summary>
internal static class JsonText
{
    /// <summary>What is wrong with such a text.</summary>
    public const string HalfCharacter = "Holds half of a surrogate pair, which is no character.";

    /// <summary>What to send instead.</summary>
    public const string Remedy = "Send whole characters in UTF-8, or both halves of the escape.";

    /// <summary>The text; null for anything but a string of whole characters.</summary>
    public static string? Of(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>True if a string or a field name is whole characters.</summary>
    public static bool IsWhole(ref readonly Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return true;
        try
        {
            _ = reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A field's name, or how it was written where it is no text.</summary>
    public static string NameOf(ref readonly Utf8JsonReader reader) => IsWhole(in reader)
        ? reader.GetString()!
        : Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
}
