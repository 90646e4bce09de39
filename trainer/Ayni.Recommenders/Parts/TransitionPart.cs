using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// The part <see cref="PartNames.Transitions"/>: T of <see cref="TransitionRecommender"/> over what users did, made a
/// row at a time, so that memory does not grow with the pairs. Deviation: the distance of two items is that of their
/// moments, at least 1, and two of one moment count in either direction alike, by half of both directions' counts or a
/// share of it; the end of a sequence is its last moment.
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
        var visits = new Visits(events);
        var places = new ItemPlaces(visits.Sequences);
        var decays = RecencyWeights.Power(chosen.Window, chosen.DistanceDecay);
        var freshness = ItemFreshness.Of(
            visits.Sequences,
            (user, place) => visits.MomentsOf(user)[^1] - visits.MomentsOf(user)[place] + 1,
            chosen.FreshnessExponent,
            chosen.FreshnessShrinkage);
        var table = NeighbourRows.Make(
            events.ItemCount, parallel, () => new Row(events.ItemCount, neighbours),
            (item, row) => row.Nearest(item, visits, places, decays, freshness, chosen));
        return new NeighbourPart(
            PartNames.Transitions, table,
            new HistoryWeighting { WeightExponent = 0, AgeExponent = chosen.HistoryDecay, Newest = chosen.Window });
    }

    private sealed class Row(int items, int neighbours)
    {
        private readonly SparseSums _sums = new(items);
        private readonly TopK _best = new(neighbours);

        public ScoredIndex[] Nearest(
            int item, Visits visits, ItemPlaces places, float[] decays, double[] freshness, TransitionOptions options)
        {
            foreach (var (user, place) in places.Of(item))
            {
                var met = visits.Sequences.Of(user);
                var moments = visits.MomentsOf(user);
                var first = Math.Max(0, place - decays.Length);
                var last = Math.Min(met.Length - 1, place + decays.Length);
                for (var other = first; other <= last; other++)
                {
                    if (met[other] != item)
                        _sums.Add(met[other], CountOf(moments[other] - moments[place], decays, options));
                }
            }

            var source = Math.Pow(places.Of(item).Length + options.Shrinkage, -options.SourceScaling);
            foreach (var other in _sums.Touched)
            {
                var target = Math.Pow(places.Of(other).Length + options.Shrinkage, -options.TargetScaling);
                var count = Math.Pow(_sums[other], options.CountExponent);
                _best.Offer(other, (float)(count * source * target * freshness[other]));
            }

            _sums.Clear();
            return _best.Drain();
        }

        private static double CountOf(int moments, float[] decays, TransitionOptions options) => moments switch
        {
            0 => decays[0] * (1 + options.BackwardShare) / 2 * options.MomentShare,
            > 0 => decays[moments - 1],
            _ => decays[-moments - 1] * options.BackwardShare,
        };
    }
}
