using Ayni.Domain.Catalog;
using Ayni.Domain.Consents;
using Ayni.Domain.Interactions;
using Ayni.Domain.Models;

namespace Ayni.Grains.Features;

/// <summary>Makes what grains keep to tell features. Thread-safe; one a silo.</summary>
internal sealed class FeatureStates(
    ICatalogStore catalog,
    IConsents consents,
    IModelStore models,
    KeywordCache keywords,
    EmbeddingCache embeddings,
    FeatureOptions options)
{
    /// <summary>Products that a shopper's features are told before at once.</summary>
    public const int MaxPairs = 100;

    private readonly IReadableLog _allowed = consents.LogOf(Purpose.Analytics);
    private readonly TimeZoneInfo _zone = options.Zone;

    /// <summary>Of a shopper's grain.</summary>
    public UserFeatureState OfUser() => new(catalog, models, embeddings, _zone);

    /// <summary>Of a product's grain.</summary>
    public ProductFeatureState OfProduct() => new(_allowed, keywords, _zone);
}
