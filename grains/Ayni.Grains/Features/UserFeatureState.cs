using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.Features.Definitions;
using Ayni.Features.Histories;
using Ayni.Features.Segments;
using Ayni.GrainInterfaces.Features;
using Ayni.Grains.Users;

namespace Ayni.Grains.Features;

/// <summary>
/// A shopper's features, kept as incremental sums over what the shopper's grain holds. Made when first asked for; made
/// anew when the history was replaced (an erasure), or an entry or vector of a product in it changed. Not thread-safe.
/// </summary>
internal sealed class UserFeatureState(
    ICatalogStore catalog, IModelStore models, EmbeddingCache embeddings, TimeZoneInfo zone)
{
    private readonly CatalogueFacts _facts = new(catalog);
    private UserHistory _user = new();
    private InteractionHistory? _history;
    private long _applied;

    /// <summary>Tells the features.</summary>
    /// <param name="history">What the grain holds.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="productIds">Products before which they are told too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FeatureReading> ReadAsync(
        InteractionHistory history,
        DateTimeOffset asOf,
        IReadOnlyList<string> productIds,
        CancellationToken cancellationToken)
    {
        var cuts = await StoredCuts.ReadAsync(models, cancellationToken);
        var vectors = await embeddings.ReadAsync(cancellationToken);

        // Taken at once: what the follower brings interleaves with the reading of the catalogue.
        var (rows, position) = (history.ToArray(), history.Position);
        var products = rows.Select(row => row.Interaction.ProductId!).Concat(productIds)
            .ToHashSet(StringComparer.Ordinal);
        if (await _facts.ReadAsync(products, vectors, cancellationToken) || !ReferenceEquals(history, _history))
            (_user, _applied, _history) = (new UserHistory(), 0, history);
        Apply(rows);
        _user.Cuts = cuts;
        _user.MoveTo(asOf);
        return new FeatureReading
        {
            AsOf = _user.Instant,
            Position = position,
            CataloguePosition = _facts.Position,
            FeatureSet = FeatureSet.Version,
            SegmentCuts = cuts?.Version,
            Embeddings = vectors?.Version,
            Features = UserFeatures.All.NamedOf(_user),
            Moment = InteractionFeatures.All.NamedOf(TimeZoneInfo.ConvertTime(_user.Instant, zone)),
            Pairs = [.. productIds.Select(PairOf)],
        };
    }

    private void Apply(LoggedInteraction[] rows)
    {
        foreach (var row in rows.Where(row => row.Position > _applied))
        {
            _user.Apply(FeatureEvent.Of(row, _facts[row.Interaction.ProductId!], zone));
            _applied = row.Position;
        }
    }

    private ProductPair PairOf(string productId) => new()
    {
        ProductId = productId,
        Features = UserProductFeatures.All.NamedOf(new UserProductView(_user, productId, _facts[productId])),
    };
}
