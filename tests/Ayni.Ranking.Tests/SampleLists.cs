using Ayni.Recommenders;

namespace Ayni.Ranking.Tests;

/// <summary>
/// Lists whose best order is known: what is taken is what has the greatest a − b, whatever c says; a and b alone are
/// poor guides.
/// </summary>
internal static class SampleLists
{
    public const int Length = 20;

    public static RankedLists Make(int lists, int seed)
    {
        var random = new Random(seed);
        string[] names = ["a", "b", "c"];
        var (features, labels) = (new float[lists * Length * names.Length], new float[lists * Length]);
        for (var list = 0; list < lists; list++)
        {
            var (best, place) = (double.NegativeInfinity, 0);
            for (var candidate = 0; candidate < Length; candidate++)
            {
                var row = features.AsSpan(((list * Length) + candidate) * names.Length, names.Length);
                foreach (ref var value in row)
                    value = (float)random.NextDouble();
                if (row[0] - row[1] > best)
                    (best, place) = (row[0] - row[1], candidate);
            }

            labels[(list * Length) + place] = 1;
        }

        return new RankedLists(
            names, [.. Enumerable.Range(0, lists + 1).Select(list => list * Length)], features, labels);
    }

    public static double[] Scores(TreeEnsemble trees, RankedLists lists) =>
        [.. Enumerable.Range(0, lists.Labels.Length).Select(candidate => trees.Score(lists.RowOf(candidate)))];
}
