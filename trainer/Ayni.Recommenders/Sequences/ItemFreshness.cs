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
    /// <param name="exponent">Exponent; at 0, all factors are 1.</param>
    /// <param name="shrinkage">Places that pass before an item's own freshness is believed.</param>
    public static double[] Of(
        ItemSequences sequences, Func<int, int, int> placesToEnd, double exponent, double shrinkage)
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
            var known = places[item] + shrinkage;
            factors[item] = usual == 0 || known == 0
                ? 1
                : Math.Pow((ends[item] + (shrinkage * usual)) / known / usual, exponent);
        }

        return factors;
    }
}
