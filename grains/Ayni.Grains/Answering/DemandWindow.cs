using Ayni.Domain.Scenarios;

namespace Ayni.Grains.Answering;

/// <summary>The time that demand is counted over.</summary>
/// <param name="Days">Days up to now.</param>
/// <param name="Fades">
/// Whether an interaction counts half after a seventh of that, and few are none: what is wanted more and more. Else all
/// count alike: what most wanted.
/// </param>
[GenerateSerializer, Immutable, Alias("ayni.demand-window")]
internal sealed record DemandWindow([property: Id(0)] int Days, [property: Id(1)] bool Fades)
{
    private const int HalfLives = 7;

    /// <summary>That of trends where nobody says otherwise.</summary>
    public static DemandWindow Trend { get; } = new(14, Fades: true);

    /// <summary>Hours after which an interaction counts half; infinite where none fades.</summary>
    public double HalfLifeHours =>
        Fades ? TimeSpan.FromDays(Days).TotalHours / HalfLives : double.PositiveInfinity;

    /// <summary>Interactions from which a product is in demand: one curious shopper is no trend.</summary>
    public int MinInteractions => Fades ? 3 : 1;

    /// <summary>Those that a scenario sets for its sources.</summary>
    public static IEnumerable<DemandWindow> Of(Scenario scenario) => scenario.WindowDays is not { } days
        ? []
        : scenario.Sources.Select(source => source.Name)
            .Where(name => name is SourceNames.Trending or SourceNames.Popular)
            .Select(name => new DemandWindow(days, Fades: name == SourceNames.Trending));
}
