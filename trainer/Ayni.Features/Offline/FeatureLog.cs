using Ayni.Domain.Interactions;
using Ayni.Features.Histories;
using Ayni.Features.Segments;

namespace Ayni.Features.Offline;

/// <summary>A log and a catalogue as features are worked out from them, held in memory. Immutable.</summary>
public sealed class FeatureLog
{
    private readonly IReadOnlyDictionary<string, ProductFacts> _facts;
    private readonly Lazy<Dictionary<string, long>> _firstPositions;

    /// <param name="interactions">Of all shoppers; those without a product are left out.</param>
    /// <param name="facts">What the catalogue says of products, by id.</param>
    /// <param name="zone">The shop's time zone; null: UTC.</param>
    /// <param name="cuts">What tells segments; null: the shop stored none.</param>
    public FeatureLog(
        IEnumerable<LoggedInteraction> interactions,
        IReadOnlyDictionary<string, ProductFacts> facts,
        TimeZoneInfo? zone = null,
        RfmCuts? cuts = null)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        ArgumentNullException.ThrowIfNull(facts);
        (_facts, Zone, Cuts) = (facts, zone ?? TimeZoneInfo.Utc, cuts);
        ByPosition = [.. interactions.Where(logged => logged.Interaction.ProductId is not null)
            .OrderBy(logged => logged.Position)];
        _firstPositions = new(FindFirstPositions);
        ByTime = [.. ByPosition.OrderBy(logged => logged.Interaction.Timestamp.ToUnixTimeMilliseconds())];
    }

    /// <summary>The shop's time zone.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>What tells segments; null: the shop stored none.</summary>
    public RfmCuts? Cuts { get; }

    /// <summary>Version of the counts that keywords of the facts are told by; null: the shop stored none.</summary>
    public string? KeywordVersion { get; init; }

    /// <summary>Version of the products' vectors that the facts hold; null: the shop stored none.</summary>
    public string? EmbeddingVersion { get; init; }

    /// <summary>Interactions in the order of the log.</summary>
    public IReadOnlyList<LoggedInteraction> ByPosition { get; }

    /// <summary>Interactions in the order of time, then position.</summary>
    public IReadOnlyList<LoggedInteraction> ByTime { get; }

    /// <summary>
    /// The first position of each shopper. An erasure takes a shopper's interactions from the first on, so that
    /// whatever was worked out from one of them is told by it.
    /// </summary>
    public IReadOnlyDictionary<string, long> FirstPositions => _firstPositions.Value;

    /// <summary>Ids of the catalogue's products.</summary>
    public IEnumerable<string> CatalogueIds => _facts.Keys;

    /// <summary>What the catalogue says of a product; null: it does not hold it.</summary>
    public ProductFacts? FactsOf(string productId) => _facts.GetValueOrDefault(productId);

    /// <summary>An interaction as features take it.</summary>
    public FeatureEvent EventOf(LoggedInteraction logged)
    {
        ArgumentNullException.ThrowIfNull(logged);
        return FeatureEvent.Of(logged, FactsOf(logged.Interaction.ProductId!), Zone);
    }

    private Dictionary<string, long> FindFirstPositions()
    {
        var positions = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var logged in ByPosition)
            positions.TryAdd(logged.Interaction.UserId, logged.Position);
        return positions;
    }
}
