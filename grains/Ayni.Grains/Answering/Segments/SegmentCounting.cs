using System.Runtime.InteropServices;
using Ayni.Domain.Interactions;

namespace Ayni.Grains.Answering;

/// <summary>
/// Counts interactions by segment: each shopper once a product, by the strongest thing they did, halved every
/// <see cref="HalfLifeDays"/> days before the newest interaction, so that an old log is counted like a new one. Pure;
/// not thread-safe.
/// </summary>
/// <param name="now">The moment of counting; only to keep the numbers small.</param>
internal sealed class SegmentCounting(DateTimeOffset now)
{
    /// <summary>Days after which an interaction counts half.</summary>
    public const double HalfLifeDays = 30;

    private static readonly InteractionWeights Weights = new() { HalfLife = TimeSpan.FromDays(HalfLifeDays) };

    private readonly Dictionary<string, int> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _products = new(StringComparer.Ordinal);
    private readonly List<string> _userIds = [];
    private readonly List<string> _productIds = [];
    private readonly Dictionary<(int User, int Product), double> _strongest = [];
    private DateTimeOffset _newest = DateTimeOffset.MinValue;

    /// <summary>Who met a product, in the order of their coming.</summary>
    public IReadOnlyList<string> UserIds => _userIds;

    /// <summary>Takes an interaction in, in any order.</summary>
    public void Add(Interaction interaction)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        if (interaction.ProductId is not { } productId || Weights.Of(interaction, now) is not (> 0 and var weight))
            return;
        var pair = (PlaceOf(interaction.UserId, _users, _userIds), PlaceOf(productId, _products, _productIds));
        ref var strongest = ref CollectionsMarshal.GetValueRefOrAddDefault(_strongest, pair, out _);
        strongest = Math.Max(strongest, weight);
        if (interaction.Timestamp > _newest)
            _newest = interaction.Timestamp;
    }

    /// <summary>What is popular in each segment.</summary>
    /// <param name="segments">Segment of each of <see cref="UserIds"/>; null: none.</param>
    public SegmentCounts Count(IReadOnlyList<string?> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        var kept = segments.OfType<string>()
            .GroupBy(segment => segment, StringComparer.OrdinalIgnoreCase)
            .Where(shoppers => shoppers.Count() >= SegmentCounts.MinShoppers)
            .OrderByDescending(shoppers => shoppers.Count())
            .ThenBy(shoppers => shoppers.Key, StringComparer.OrdinalIgnoreCase)
            .Take(SegmentCounts.MaxSegments)
            .ToDictionary(
                shoppers => shoppers.Key, _ => new Dictionary<int, double>(), StringComparer.OrdinalIgnoreCase);
        var scale = Math.Pow(2, (now - _newest).TotalDays / HalfLifeDays);
        foreach (var ((user, product), weight) in _strongest)
        {
            if (segments[user] is { } segment && kept.TryGetValue(segment, out var sums))
                sums[product] = sums.GetValueOrDefault(product) + (weight * scale);
        }

        return new SegmentCounts(kept.Select(segment => KeyValuePair.Create(segment.Key, BestOf(segment.Value))));
    }

    private SegmentPopularity BestOf(Dictionary<int, double> sums)
    {
        (string ProductId, double Sum)[] best =
        [
            .. sums.Select(product => (ProductId: _productIds[product.Key], Sum: product.Value))
                .OrderByDescending(product => product.Sum)
                .ThenBy(product => product.ProductId, StringComparer.Ordinal)
                .Take(SegmentCounts.MaxProducts),
        ];
        return new SegmentPopularity(
            Array.ConvertAll(best, product => product.ProductId),
            Array.ConvertAll(best, product => (float)product.Sum));
    }

    private static int PlaceOf(string id, Dictionary<string, int> places, List<string> ids)
    {
        if (places.TryGetValue(id, out var place))
            return place;
        places.Add(id, ids.Count);
        ids.Add(id);
        return ids.Count - 1;
    }
}
