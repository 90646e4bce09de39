using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// What is in a user's next basket: the sum of
/// <list type="bullet">
/// <item>the own share: Σ over the baskets with the item of k^-δ, k baskets ago, times how readily the item is bought
/// again (<see cref="RepeatRates"/>) and, where wanted, how due it is by its own interval;</item>
/// <item>affinities: what came in the baskets after the user's items (<see cref="TransitionPart"/>);</item>
/// <item>the mean history of similar users (<see cref="SimilarShoppers"/>);</item>
/// <item>popularity, late purchases of all users counting more.</item>
/// </list>
/// All counted, nothing iterated: the same bits for any number of threads. What was bought is scored like the rest, so
/// lists are to be made with seen items.
/// </summary>
/// <param name="events">What the users of the matrix to fit did.</param>
/// <param name="options">Null for the defaults.</param>
/// <param name="threads">Threads of the fit; 0 for one a processor.</param>
public sealed class NextBasketRecommender(ShopperEvents events, NextBasketOptions? options = null, int threads = 0)
    : IRecommender
{
    private static readonly TransitionOptions Steps = new()
    {
        DistanceDecay = 1,
        BackwardShare = 0.5,
        SourceScaling = 0.5,
        TargetScaling = 0.3,
        Shrinkage = 10,
        MomentShare = 0,
        CountExponent = 1,
        FreshnessExponent = 0,
    };

    private readonly NextBasketOptions _options = (options ?? new NextBasketOptions()).Validated();
    private Fitted? _fitted;

    /// <inheritdoc/>
    public string Name => "next-basket";

    /// <inheritdoc/>
    public int Items => _fitted?.Purchases.ItemCount ?? 0;

    /// <inheritdoc/>
    /// <remarks>Only the shape of the weights is looked at: purchases are those of the events.</remarks>
    /// <exception cref="ArgumentException">The matrix has other users or items than the events.</exception>
    public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(weights);
        _fitted = null;
        if (weights.Rows != events.UserCount || weights.Columns != events.ItemCount)
        {
            throw new ArgumentException(
                $"A matrix of {weights.Rows} users × {weights.Columns} items for events of {events.UserCount} users × "
                + $"{events.ItemCount} items.", nameof(weights));
        }

        InvalidWeightException.ThrowIfAny(weights);
        cancellationToken.ThrowIfCancellationRequested();
        var purchases = new PurchaseHistories(events);
        _fitted = new Fitted(
            purchases,
            RepeatsOf(purchases),
            _options.DueShare > 0 ? ItemEvidence.Of(events, cancellationToken).RepurchaseDays : null,
            PopularityOf(purchases),
            _options.AffinityShare > 0 ? AffinitiesOf(cancellationToken) : null,
            _options.AffinityShare > 0 ? BasketProfiles.Of(purchases, _options.AffinityDecay) : null,
            _options.NeighbourShare > 0
                ? new SimilarShoppers(BasketProfiles.Of(purchases, _options.NeighbourDecay), _options.Neighbours)
                : null);
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> users, Span<float> scores)
    {
        var fitted = Require();
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, users.Length * Items, nameof(scores));
        for (var slot = 0; slot < users.Length; slot++)
            Score(fitted, users[slot], scores.Slice(slot * Items, Items));
    }

    /// <inheritdoc/>
    public void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores) =>
        throw new NotSupportedException($"'{Name}' lives on baskets, which a matrix has not: fit it on whom you ask.");

    /// <summary>
    /// The past items that speak for an item: itself by the own share, others by affinity. Similar users and popularity
    /// are no past items of the user, so the parts add up to the score less those two.
    /// </summary>
    public IReadOnlyList<ScoredIndex> Explain(int user, int item)
    {
        var fitted = Require();
        Histories.RequirePair(user, fitted.Purchases.UserCount, item, Items);
        var own = 0f;
        foreach (var purchase in fitted.Purchases.Of(user))
            own += purchase.Item == item ? OwnOf(fitted, purchase) : 0;
        var parts = new List<ScoredIndex>();
        if (own > 0)
            parts.Add(new ScoredIndex(item, own));
        if (fitted is { Affinities: { } table, Profiles: { } profiles } && (!_options.OwnOnly || own > 0))
        {
            var items = profiles.RowColumns(user);
            var values = profiles.RowValues(user);
            for (var entry = 0; entry < items.Length; entry++)
            {
                var place = table.RowColumns(items[entry]).BinarySearch(item);
                if (place >= 0)
                {
                    var part = (float)_options.AffinityShare * values[entry] * table.RowValues(items[entry])[place];
                    parts.Add(new ScoredIndex(items[entry], part));
                }
            }
        }

        parts.Sort();
        return parts;
    }

    private void Score(Fitted fitted, int user, Span<float> scores)
    {
        fitted.Popularity.CopyTo(scores);
        foreach (var purchase in fitted.Purchases.Of(user))
            scores[purchase.Item] += OwnOf(fitted, purchase);
        if (fitted is { Affinities: { } table, Profiles: { } profiles })
            AddAffinities(table, profiles, user, scores);
        fitted.Shoppers?.AddTo(user, _options.NeighbourShare, scores);
        if (_options.OwnOnly)
            KeepOwn(fitted.Purchases.Of(user), scores);
        foreach (ref var score in scores)
            score = score == 0 ? float.NaN : score;
    }

    private float OwnOf(Fitted fitted, Purchase purchase)
    {
        var own = Math.Pow(purchase.BasketsAgo, -_options.RecencyDecay) * fitted.Repeats[purchase.Item];
        if (fitted.Days is { } days)
            own *= 1 - (_options.DueShare * (1 - RepeatDue.Of(purchase.DaysAgo, days[purchase.Item])));
        return (float)own;
    }

    private void AddAffinities(CsrMatrix table, CsrMatrix profiles, int user, Span<float> scores)
    {
        var items = profiles.RowColumns(user);
        var values = profiles.RowValues(user);
        for (var entry = 0; entry < items.Length; entry++)
        {
            var share = (float)_options.AffinityShare * values[entry];
            var columns = table.RowColumns(items[entry]);
            var affinities = table.RowValues(items[entry]);
            for (var other = 0; other < columns.Length; other++)
                scores[columns[other]] += share * affinities[other];
        }
    }

    private static void KeepOwn(ReadOnlySpan<Purchase> purchases, Span<float> scores)
    {
        var own = new HashSet<int>();
        foreach (var purchase in purchases)
            own.Add(purchase.Item);
        for (var item = 0; item < scores.Length; item++)
            scores[item] = own.Contains(item) ? scores[item] : 0;
    }

    private double[] RepeatsOf(PurchaseHistories purchases) => Array.ConvertAll(
        RepeatRates.Of(purchases, _options.RepeatShrinkage), rate => Math.Pow(rate, _options.RepeatExponent));

    private float[] PopularityOf(PurchaseHistories purchases)
    {
        var weights = purchases.ItemWeights(_options.PopularityDecay);
        var most = weights.DefaultIfEmpty().Max();
        return Array.ConvertAll(weights, weight => (float)(most > 0 ? _options.PopularityShare * weight / most : 0));
    }

    private CsrMatrix AffinitiesOf(CancellationToken cancellationToken) => TransitionPart.Fit(
        events, _options.AffinityItems, Steps, new ParallelOptions
        {
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellationToken,
        }).Neighbours;

    private Fitted Require() =>
        _fitted ?? throw new InvalidOperationException("The next-basket model was not fitted: call Fit first.");

    /// <param name="Purchases">What users bought.</param>
    /// <param name="Repeats">How readily each item is bought again.</param>
    /// <param name="Days">Each item's interval; null: time is left out.</param>
    /// <param name="Popularity">With its share.</param>
    /// <param name="Affinities">Items × items; null: they have no share.</param>
    /// <param name="Profiles">What the affinities are of, users × items.</param>
    /// <param name="Shoppers">Similar users; null: they have no share.</param>
    private sealed record Fitted(
        PurchaseHistories Purchases, double[] Repeats, float[]? Days, float[] Popularity, CsrMatrix? Affinities,
        CsrMatrix? Profiles, SimilarShoppers? Shoppers);
}
