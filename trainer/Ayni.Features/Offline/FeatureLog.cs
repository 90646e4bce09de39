using Ayni.Domain.Interactions;
using Ayni.Features.Histories;
using Ayni.Features.Segments;

namespace Ayni.Features.Offline;

/// <summary>
/// A log and a catalogue as features are worked out from them, held in memory: of a log that is too large for that, see
/// <see cref="StoredLog"/>. Immutable.
/// </summary>
public sealed class FeatureLog : FeatureCatalogue
{
    /// <param name="interactions">Of all shoppers; those without a product are left out.</param>
    /// <param name="facts">What the catalogue says of products, by id.</param>
    /// <param name="zone">The shop's time zone; null: UTC.</param>
    /// <param name="cuts">What tells segments; null: the shop stored none.</param>
    public FeatureLog(
        IEnumerable<LoggedInteraction> interactions,
        IReadOnlyDictionary<string, ProductFacts> facts,
        TimeZoneInfo? zone = null,
        RfmCuts? cuts = null)
        : base(facts, zone, cuts)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        ArgumentNullException.ThrowIfNull(facts);
        ByPosition = [.. interactions.Where(logged => logged.Interaction.ProductId is not null)
            .OrderBy(logged => logged.Position)];
        ByTime = [.. ByPosition.OrderBy(logged => logged.Interaction.Timestamp.ToUnixTimeMilliseconds())];
    }

    /// <summary>Interactions in the order of the log.</summary>
    public IReadOnlyList<LoggedInteraction> ByPosition { get; }

    /// <summary>Interactions in the order of time, then position.</summary>
    public IReadOnlyList<LoggedInteraction> ByTime { get; }
}
