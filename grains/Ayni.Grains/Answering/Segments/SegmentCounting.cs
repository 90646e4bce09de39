using System.Runtime.InteropServices;
using Ayni.Domain.Interactions;

namespace Ayni.Grains.Answering;

/// <summary>
/// Counts interactions by segment: each shopper once a product, by the strongest thing they did since they last sent it
/// back, took it out of the cart, disliked or hid it, halved every
/// <see cref="HalfLifeDays"/> days before the newest interaction, so that an old log is counted like a new one. Pure;
/// not thread-safe.
/// </summary>
/// <param name="now">The moment of counting; only to keep the numbers small.</param>
/// <param name="own">The shop's own types and what they weigh.</param>
internal sealed class SegmentCounting(DateTimeOffset now, TypeWeights own)
{
    /// <summary>Days after which an interaction counts half.</summary>
    public const double HalfLifeDays = 30;

    private readonly InteractionWeights _weights = new()
    {
        HalfLife = TimeSpan.FromDays(HalfLifeDays),
        Custom = own,
    };

    private readonly Dictionary<string, int> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _products = new(StringComparer.Ordinal);
    private readonly List<string> _userIds = [];
    private readonly List<string> _productIds = [];
    private readonly Dictionary<(int User, int Product), (double Weight, InteractionType Type)> _strongest = [];
    private DateTimeOffset _newest = DateTimeOffset.MinValue;

    /// <summary>Who met a product, in the order of their coming.</summary>
    public IReadOnlyList<string> UserIds => _userIds;

    /// <summary>Takes an interaction in, in position order; what takes another back takes what came before.</summary>
    public void Add(Interaction interaction)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        if (interaction.ProductId is not { } productId)
            return;
        if (_weights.IsTaking(interaction))
        {
            TakeBack(interaction, productId);
            return;
        }

        if (_weights.Of(interaction, now) is not (> 0 and var weight))
            return;
        var pair = (PlaceOf(interaction.UserId, _users, _userIds), PlaceOf(productId, _products, _productIds));
        ref var strongest = ref CollectionsMarshal.GetValueRefOrAddDefault(_strongest, pair, out _);
        if (weight > strongest.Weight)
            strongest = (weight, interaction.Type);
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
        foreach (var ((user, product), (weight, _)) in _strongest)
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

    // A return takes a purchase, a removal a cart; what speaks against a product takes whatever there was.
    private void TakeBack(Interaction interaction, string productId)
    {
        if (!_users.TryGetValue(interaction.UserId, out var user)
            || !_products.TryGetValue(productId, out var product)
            || !_strongest.TryGetValue((user, product), out var strongest))
            return;
        var isTaken = interaction.Type switch
        {
            InteractionType.Return => strongest.Type == InteractionType.Purchase,
            InteractionType.RemoveFromCart => strongest.Type == InteractionType.Cart,
            _ => true,
        };
        if (isTaken)
            _strongest.Remove((user, product));
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
