using System.Text.Json;
using System.Text.Json.Serialization;
using Ayni.Domain.Errors;
using Orleans.Storage;

namespace Ayni.Storage.GrainState;

/// <summary>
/// The one form of a stored grain state, whichever provider keeps it: JSON in an envelope with a version,
/// <c>{"v":1,"state":{...}}</c>, without type names. Text without an envelope is from before version 1 and stays
/// readable. A member that the text lacks keeps the default of its type.
/// </summary>
public sealed class GrainStateSerializer : IGrainStorageSerializer
{
    /// <summary>Version that is written; newer ones are refused.</summary>
    public const int Version = 1;

    private const string VersionMember = "v";
    private const string StateMember = "state";

    private static readonly JsonSerializerOptions Json = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <inheritdoc />
    public BinaryData Serialize<T>(T? input) =>
        new(JsonSerializer.SerializeToUtf8Bytes(new Envelope<T>(Version, input), Json));

    /// <inheritdoc />
    /// <exception cref="AyniException">The state is of a newer version, or not one of this type.</exception>
    public T? Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        try
        {
            using var document = JsonDocument.Parse(input);
            return Read<T>(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new AyniException(
                ErrorCodes.Conflict,
                $"A stored grain state cannot be read as {typeof(T).Name}: {exception.Message} "
                + "Run the program that wrote it, or restore a backup.");
        }
    }

    private static T? Read<T>(JsonElement root)
    {
        if (!IsEnvelope(root, out var version))
            return NewtonsoftState.Is(root)
                ? JsonSerializer.Deserialize<T>(NewtonsoftState.Unwrap(root), Json)
                : root.Deserialize<T>(Json);
        if (version > Version)
            throw new AyniException(
                ErrorCodes.Conflict,
                $"A stored grain state ({typeof(T).Name}) has version {version}, and this program knows versions up to "
                + $"{Version}. Run the newer program, or restore a backup made before the upgrade.");
        return root.GetProperty(StateMember).Deserialize<T>(Json);
    }

    private static bool IsEnvelope(JsonElement root, out long version)
    {
        version = 0;
        return root.ValueKind == JsonValueKind.Object
            && root.GetPropertyCount() == 2
            && root.TryGetProperty(StateMember, out _)
            && root.TryGetProperty(VersionMember, out var member)
            && member.ValueKind == JsonValueKind.Number
            && member.TryGetInt64(out version);
    }

    private sealed record Envelope<T>(
        [property: JsonPropertyName(VersionMember)] int Version,
        [property: JsonPropertyName(StateMember)] T? State);
}
