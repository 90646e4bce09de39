using System.Collections.Immutable;
using System.Text.Json;
using Ayni.Domain.Errors;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Scenarios;

namespace Ayni.Grains.Scenarios;

/// <summary>What writes make of a library: pure.</summary>
internal static class ScenarioVersions
{
    /// <summary>Versions of one name that are kept.</summary>
    public const int MaxVersions = 16;

    /// <summary>Names that the shop may write.</summary>
    public const int MaxNames = 256;

    /// <summary>Every scenario in its newest version.</summary>
    public static ScenarioLibrary ViewOf(ScenarioLibraryState state)
    {
        var newest = ShippedScenarios.All.ToBuilder();
        foreach (var scenario in state.Versions.Reverse())
            newest[scenario.Name] = scenario;
        var all = state.Blocked is { Products.IsEmpty: true, Categories.IsEmpty: true }
            ? newest.ToImmutable()
            : newest.ToImmutableSortedDictionary(
                known => known.Key, known => known.Value with { Blocked = state.Blocked }, StringComparer.Ordinal);
        return new ScenarioLibrary(all, state.Revision);
    }

    /// <summary>One version.</summary>
    /// <exception cref="AyniException"><c>not_found</c>.</exception>
    public static Scenario Find(ScenarioLibraryState state, string name, int? version)
    {
        var own = state.Versions.Where(scenario => scenario.Name == name);
        var all = ShippedScenarios.All.TryGetValue(name, out var shipped) ? own.Append(shipped) : own;
        return all.FirstOrDefault(scenario => version is null || scenario.Version == version)
            ?? throw Unknown(name, version, ViewOf(state).Scenarios);
    }

    /// <summary>The library with a scenario as the next version of its name, and that version.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: the shop has too many.</exception>
    public static (ScenarioLibraryState State, Scenario Written) Put(ScenarioLibraryState state, Scenario scenario)
    {
        var own = state.Versions.Where(known => known.Name == scenario.Name).ToArray();
        if (own.Length > 0 && Says(own[0]) == Says(scenario))
            return (state, own[0]);
        if (own.Length == 0 && state.Versions.Select(known => known.Name).Distinct().Count() == MaxNames)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"The shop has {MaxNames} scenarios of its own, the most there may be. Delete one.");
        }

        var written = scenario with { Version = own.Length == 0 ? 1 : own[0].Version + 1, Blocked = null };
        var next = state with
        {
            Versions =
            [
                .. state.Versions.Where(known => known.Name != scenario.Name),
                written,
                .. own.Take(MaxVersions - 1),
            ],
            Revision = state.Revision + 1,
        };
        return (next, written);
    }

    /// <summary>The library without what the shop wrote under a name; null if it wrote none.</summary>
    public static ScenarioLibraryState? Delete(ScenarioLibraryState state, string name)
    {
        var left = state.Versions.RemoveAll(known => known.Name == name);
        return left.Length == state.Versions.Length
            ? null
            : state with { Versions = left, Revision = state.Revision + 1 };
    }

    /// <summary>The library with other products blocked.</summary>
    public static ScenarioLibraryState Block(ScenarioLibraryState state, BlockedProducts blocked) =>
        state.Blocked.Products.SequenceEqual(blocked.Products, StringComparer.Ordinal)
        && state.Blocked.Categories.SequenceEqual(blocked.Categories, StringComparer.Ordinal)
            ? state
            : state with { Blocked = blocked, Revision = state.Revision + 1 };

    /// <summary>Says that there is no such scenario, and which there are.</summary>
    public static AyniException Unknown(
        string name, int? version, ImmutableSortedDictionary<string, Scenario> known) => new(
        ErrorCodes.NotFound,
        version is { } number && known.TryGetValue(name, out var newest)
            ? $"Scenario '{name}' has no version {number}, or no longer; the newest is {newest.Version}."
            : $"There is no scenario '{name}'. PUT /v1/scenarios/{{name}} makes one; there are "
                + $"{string.Join(", ", known.Keys)}.");

    // The parts of two equal scenarios are not the same objects.
    private static string Says(Scenario scenario) =>
        JsonSerializer.Serialize(scenario with { Version = 0, Blocked = null });
}
