using Ayni.Domain.Interactions;
using Ayni.Features.Definitions;
using Ayni.Features.Histories;
using Ayni.GrainInterfaces.Features;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Features;

/// <summary>
/// A product's features, kept as incremental sums: each time they are asked for, the log is read from where it was read
/// to. Keeps no shopper's id, and nothing of whoever refuses analytics: it is made anew when they say so. Not thread-
/// safe.
/// </summary>
internal sealed class ProductFeatureState(IReadableLog log, KeywordCache keywords, TimeZoneInfo zone)
{
    private readonly ProductHistory _product = new();
    private long _position;

    /// <summary>Tells the features.</summary>
    /// <param name="productId">The product.</param>
    /// <param name="held">Its entry.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="cancellationToken">Gives up; what was read so far is kept.</param>
    public async Task<FeatureReading> ReadAsync(
        string productId, Func<HeldEntry> held, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        // The head first: whatever stands at or before it, the reading after it returns.
        var head = await log.GetHeadAsync(cancellationToken);
        if (head > _position)
        {
            var rows = await log.ReadNewestByProductAsync(
                productId, ProductHistory.MaxEvents, _position, cancellationToken);
            foreach (var row in rows)
                _product.Apply(FeatureEvent.Of(row, null, zone));
            _position = rows is [.., var newest] ? Math.Max(head, newest.Position) : head;
        }

        var counts = await keywords.ReadAsync(cancellationToken);
        var entry = held();
        _product.Facts = ProductFacts.Of(entry.Entry, counts);
        _product.MoveTo(asOf);
        return new FeatureReading
        {
            AsOf = _product.Instant,
            Position = _position,
            CataloguePosition = entry.Position,
            FeatureSet = FeatureSet.Version,
            KeywordCounts = counts?.Version,
            Features = ProductFeatures.All.NamedOf(_product),
        };
    }
}
