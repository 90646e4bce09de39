using System.Collections.Frozen;
using System.Text.Json;
using Ayni.Domain.Errors;

namespace Ayni.Storage.Backups;

/// <summary>
/// The grains that store a state, by its name: stores up to schema 11 have the name alone on PostgreSQL. Names are
/// unique over all types of grains.
/// </summary>
internal static class StoredGrains
{
    /// <summary>Type of the grain of a shopper.</summary>
    public const string User = "user";

    private const string Run = "run";

    public static FrozenDictionary<string, string> TypeByState { get; } = new Dictionary<string, string>
    {
        ["interaction-types"] = "interactiontypes",
        ["live-hit-rate"] = "livehitrate",
        ["model-registry"] = "modelregistry",
        ["profile"] = User,
        [Run] = "trainer",
        ["scenario-library"] = "scenariolibrary",
        ["training-schedule"] = "trainingschedule",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// Whether a state is a run of training that is not over: its files change while it is read, so it is not carried
    /// over, and a restored store trains anew.
    /// </summary>
    public static bool IsRunUnderWay(StoredGrainState state)
    {
        if (state.StateName != Run)
            return false;
        using var document = JsonDocument.Parse(state.Payload);
        var root = document.RootElement.TryGetProperty("state", out var inner) ? inner : document.RootElement;
        return root.TryGetProperty("Status", out var status)
            && status.TryGetProperty("RunId", out var id) && id.ValueKind == JsonValueKind.String
            && !(status.TryGetProperty("EndedAt", out var end) && end.ValueKind == JsonValueKind.String);
    }

    /// <exception cref="AyniException"><c>conflict</c>: this program has no such state.</exception>
    public static string TypeOf(string stateName) => TypeByState.TryGetValue(stateName, out var type)
        ? type
        : throw new AyniException(
            ErrorCodes.Conflict,
            $"The store holds states named '{stateName}', which this program does not know. Back it up with the "
            + "program that serves it.");
}
