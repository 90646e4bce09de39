using Ayni.Domain.Interactions;
using Ayni.Features.Histories;
using Ayni.Features.Segments;

namespace Ayni.Features.Offline;

/// <summary>What features know beside the log: the catalogue, and how the shop counts. Immutable.</summary>
/// <param name="facts">What the catalogue says of products, by id.</param>
/// <param name="zone">The shop's time zone; null: UTC.</param>
/// <param name="cuts">What tells segments; null: the shop stored none.</param>
public class FeatureCatalogue(
    IReadOnlyDictionary<string, ProductFacts> facts, TimeZoneInfo? zone = null, RfmCuts? cuts = null)
{
    /// <summary>The shop's time zone.</summary>
    public TimeZoneInfo Zone { get; } = zone ?? TimeZoneInfo.Utc;

    /// <summary>What tells segments; null: the shop stored none.</summary>
    public RfmCuts? Cuts { get; } = cuts;

    /// <summary>Version of the counts that keywords of the facts are told by; null: the shop stored none.</summary>
    public string? KeywordVersion { get; init; }

    /// <summary>Version of the products' vectors that the facts hold; null: the shop stored none.</summary>
    public string? EmbeddingVersion { get; init; }

    /// <summary>Ids of the catalogue's products.</summary>
    public IEnumerable<string> CatalogueIds => facts.Keys;

    /// <summary>What the catalogue says of a product; null: it does not hold it.</summary>
    public ProductFacts? FactsOf(string productId) => facts.GetValueOrDefault(productId);

    /// <summary>An interaction as features take it.</summary>
    public FeatureEvent EventOf(LoggedInteraction logged)
    {
        ArgumentNullException.ThrowIfNull(logged);
        return FeatureEvent.Of(logged, FactsOf(logged.Interaction.ProductId!), Zone);
    }
}
