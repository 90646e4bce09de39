using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ayni.Storage.GrainState;

/// <summary>
/// A state as Orleans' own serializer wrote it, over Newtonsoft with references and type names. It is turned into plain
/// JSON; nothing is looked up by the names in it.
/// </summary>
internal sealed class NewtonsoftState
{
    private const string Id = "$id";
    private const string Reference = "$ref";
    private const string Type = "$type";
    private const string Values = "$values";

    /// <summary>
    /// That serializer left out what is zero, also where zero is not the member's default: consent that was withdrawn,
    /// above all. These are the members it can have left out for that.
    /// </summary>
    private static readonly FrozenDictionary<string, string> Zeros = new Dictionary<string, string>
    {
        ["UserProfile"] = """{"ConsentsToPersonalization":false}""",
        ["TrainingRunState"] = """{"HalfSweepAsked":0,"HalfSweepStored":0}""",
        ["TrainingStatus"] = """{"Phase":0}""",
        ["TrainingOptions"] = """{"FrequencyScaling":0,"Seed":0,"JudgedShare":0}""",
        ["InteractionWeights"] = """{"View":0,"Cart":0,"Purchase":0,"Rating":0,"Search":0}""",
        ["ModelVersion"] = """{"AsOfPosition":0,"Users":0,"Products":0}""",
    }.ToFrozenDictionary();

    private readonly Dictionary<string, JsonNode> _byId = new(StringComparer.Ordinal);

    /// <summary>True if the text is one of these: it always names the type of the state.</summary>
    public static bool Is(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(Type, out _);

    /// <summary>The state without references and type names.</summary>
    public static JsonNode? Unwrap(JsonElement root) => new NewtonsoftState().Plain(root);

    private JsonNode? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => PlainObject(element),
        JsonValueKind.Array => PlainArray(element),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(element.Clone()),
    };

    private JsonArray PlainArray(JsonElement element) => new([.. element.EnumerateArray().Select(Plain)]);

    private JsonNode PlainObject(JsonElement element)
    {
        if (element.TryGetProperty(Reference, out var reference))
            return Referred(reference.GetString()!);
        JsonNode plain = element.TryGetProperty(Values, out var values) ? PlainArray(values) : Members(element);
        if (element.TryGetProperty(Id, out var id))
            _byId[id.GetString()!] = plain;
        return plain;
    }

    private JsonNode Referred(string id) => _byId.TryGetValue(id, out var referred)
        ? referred.DeepClone()
        : throw new JsonException($"The reference {id} names nothing before it.");

    private JsonObject Members(JsonElement element)
    {
        var members = new JsonObject();
        foreach (var member in element.EnumerateObject().Where(member => member.Name is not (Id or Type)))
            members[member.Name] = Plain(member.Value);
        if (element.TryGetProperty(Type, out var type) && Zeros.TryGetValue(SimpleName(type), out var zeros))
            foreach (var (name, zero) in JsonNode.Parse(zeros)!.AsObject())
                if (!members.ContainsKey(name))
                    members[name] = zero!.DeepClone();
        return members;
    }

    // "Ayni.Users.UserProfile, Ayni.GrainInterfaces": the types have moved since, their names have not changed.
    private static string SimpleName(JsonElement type) => type.GetString()!.Split(',')[0].Split('.')[^1];
}
