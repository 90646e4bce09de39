using System.Text.Json;
using Ayni.Domain.Catalog;

namespace Ayni.Gateway.Json;

/// <summary>
/// Attributes in answers: as they are stored, but for dates, in ISO 8601 as <see cref="FieldReader"/> reads them.
/// </summary>
internal sealed class AttributeSetFormat : AttributeSetConverter
{
    /// <summary>Not done: <see cref="FieldReader"/> reads bodies, and says what is wrong with each field.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override AttributeSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"Read attributes with {nameof(FieldReader)}.");

    protected override void WriteDate(Utf8JsonWriter writer, DateTimeOffset date) => writer.WriteStringValue(date);
}
