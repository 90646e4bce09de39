using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>Counts how often, and how soon, one item came after another.</summary>
internal static class TransitionCounts
{
    /// <summary>Items × items: decayed counts. An item after itself is not counted.</summary>
    public static CsrMatrix Of(
        ItemSequences sequences, TransitionOptions options, CancellationToken cancellationToken)
    {
        var weights = RecencyWeights.Power(options.Window, options.DistanceDecay);
        var (from, to, values) = (new List<int>(), new List<int>(), new List<float>());
        for (var user = 0; user < sequences.UserCount; user++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var items = sequences.Of(user);
            for (var later = 1; later < items.Length; later++)
            {
                for (var earlier = Math.Max(0, later - options.Window); earlier < later; earlier++)
                {
                    if (items[earlier] == items[later])
                        continue;
                    var weight = weights[later - earlier - 1];
                    Add(items[earlier], items[later], weight);
                    if (options.BackwardShare > 0)
                        Add(items[later], items[earlier], (float)(weight * options.BackwardShare));
                }
            }
        }

        return CsrMatrix.FromTriples(
            sequences.ItemCount, sequences.ItemCount, [.. from], [.. to], [.. values]);

        void Add(int source, int target, float weight)
        {
            from.Add(source);
            to.Add(target);
            values.Add(weight);
        }
    }
}
