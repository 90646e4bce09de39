using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ayni.Domain.Features;

namespace Ayni.Features.Definitions;

/// <summary>A definition as the dictionary, files and answers show it.</summary>
/// <param name="Name">Name.</param>
/// <param name="Entity">Whom it describes.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Unit">Their unit.</param>
/// <param name="Window">Stretch of time before the instant.</param>
/// <param name="Default">What to take where it is missing; null: nothing stands for it.</param>
/// <param name="Description">What it says.</param>
/// <param name="Formula">How it is worked out; t is the instant.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Source">What it is made from.</param>
/// <param name="ReadsCatalogue">True if it reads the catalogue of now, whatever the instant.</param>
/// <param name="Revision">Goes up when its values change and its words do not.</param>
public sealed record FeatureDescription(
    string Name,
    FeatureEntity Entity,
    FeatureKind Type,
    string Unit,
    string Window,
    string? Default,
    string Description,
    string Formula,
    string Owner,
    string Source,
    bool ReadsCatalogue,
    int Revision)
{
    /// <summary>How it is written as JSON.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The description of a definition.</summary>
    public static FeatureDescription Of(FeatureDefinition feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return new FeatureDescription(
            feature.Name, feature.Entity, feature.Kind, feature.Unit, feature.Window, feature.Default,
            feature.Description, feature.Formula, feature.Owner, feature.Source, feature.ReadsCatalogue,
            feature.Revision);
    }
}
