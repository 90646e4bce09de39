using Ayni.Numerics;

namespace Ayni.Trainer.Reporting;

/// <summary>Draws some of many, the same for the same seed.</summary>
internal static class SeededDraw
{
    /// <param name="ids">In an order of their own, such as that of ids.</param>
    /// <param name="count">Drawn at most.</param>
    /// <param name="seed">Seed.</param>
    /// <returns>In the order given.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> ids, int count, int seed)
    {
        if (ids.Count <= count)
            return ids;
        var random = new SplitMix64(seed, 0);
        int[] places = [.. Enumerable.Range(0, ids.Count)];

        // Fisher and Yates, as far as it is needed.
        for (var place = 0; place < count; place++)
        {
            var other = place + random.Next(ids.Count - place);
            (places[place], places[other]) = (places[other], places[place]);
        }

        return [.. places.Take(count).Order().Select(place => ids[place])];
    }
}
