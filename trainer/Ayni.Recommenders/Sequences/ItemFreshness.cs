namespace Ayni.Recommenders;

/// <summary>
/// How much an item belongs to the present: its places are weighed by (places from the end of the sequence)^-1, and the
/// mean weight, shrunk, is compared with that of all places. Over 1: it stands near ends more than items do, as what
/// came out of late does; under 1: it belongs to the past. To a power, a factor of what leads to the item.
/// </summary>
internal static class ItemFreshness
{
    /// <summary>Factors of all items.</summary>
    /// <param name="sequences">Sequences.</param>
    /// <param name="placesToEnd">Told user and place; 1 for the end.</param>
    /// <param name="options">Exponent and shrinkage.</param>
    public static double[] Of(ItemSequences sequences, Func<int, int, int> placesToEnd, TransitionOptions options)
    {
        var (ends, places) = (new double[sequences.ItemCount], new int[sequences.ItemCount]);
        for (var user = 0; user < sequences.UserCount; user++)
        {
            var items = sequences.Of(user);
            for (var place = 0; place < items.Length; place++)
            {
                ends[items[place]] += 1.0 / placesToEnd(user, place);
                places[items[place]]++;
            }
        }

        var usual = ends.Sum() / Math.Max(1, sequences.EntryCount);
        var factors = new double[ends.Length];
        for (var item = 0; item < factors.Length; item++)
        {
            var known = places[item] + options.FreshnessShrinkage;
            factors[item] = usual == 0 || known == 0
                ? 1
                : Math.Pow(
                    (ends[item] + (options.FreshnessShrinkage * usual)) / known / usual, options.FreshnessExponent);
        }

        return factors;
    }
}
