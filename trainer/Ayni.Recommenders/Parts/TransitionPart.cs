using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// The part <see cref="PartNames.Transitions"/>: T of <see cref="TransitionRecommender"/> over what users did, where
/// an item met several times in a row counts once. Made a row at a time, so that memory does not grow with the pairs.
/// </summary>
public static class TransitionPart
{
    /// <summary>Fits it.</summary>
    /// <param name="events">What the users did.</param>
    /// <param name="neighbours">Neighbours kept of each item, 1 or more.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="parallel">Threads; its token stops the fit.</param>
    public static NeighbourPart Fit(
        ShopperEvents events, int neighbours, TransitionOptions? options, ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(events);
        var chosen = (options ?? new TransitionOptions()).Validated();
        var visits = WithoutRepeats(events.Sequences);
        var places = new ItemPlaces(visits);
        var decays = RecencyWeights.Power(chosen.Window, chosen.DistanceDecay);
        var table = NeighbourRows.Make(
            events.ItemCount, parallel, () => new Row(events.ItemCount, neighbours),
            (item, row) => row.Nearest(item, visits, places, decays, chosen));
        return new NeighbourPart(
            PartNames.Transitions, table,
            new HistoryWeighting { WeightExponent = 0, AgeExponent = chosen.HistoryDecay, Newest = chosen.Window });
    }

    private static ItemSequences WithoutRepeats(ItemSequences all)
    {
        var (starts, items) = (new int[all.UserCount + 1], new List<int>(all.EntryCount));
        for (var user = 0; user < all.UserCount; user++)
        {
            foreach (var item in all.Of(user))
            {
                if (items.Count == starts[user] || items[^1] != item)
                    items.Add(item);
            }

            starts[user + 1] = items.Count;
        }

        return new ItemSequences(all.ItemCount, starts, [.. items]);
    }

    private sealed class Row(int items, int neighbours)
    {
        private readonly SparseSums _sums = new(items);
        private readonly TopK _best = new(neighbours);

        public ScoredIndex[] Nearest(
            int item, ItemSequences visits, ItemPlaces places, float[] decays, TransitionOptions options)
        {
            foreach (var (user, place) in places.Of(item))
            {
                var sequence = visits.Of(user);
                for (var distance = 1; distance <= decays.Length; distance++)
                {
                    if (place + distance < sequence.Length)
                        _sums.Add(sequence[place + distance], decays[distance - 1]);
                    if (place - distance >= 0)
                        _sums.Add(sequence[place - distance], decays[distance - 1] * options.BackwardShare);
                }
            }

            var source = Math.Pow(places.Of(item).Length + options.Shrinkage, -options.SourceScaling);
            foreach (var other in _sums.Touched)
            {
                var target = Math.Pow(places.Of(other).Length + options.Shrinkage, -options.TargetScaling);
                if (other != item)
                    _best.Offer(other, (float)(_sums[other] * source * target));
            }

            _sums.Clear();
            return _best.Drain();
        }
    }
}
