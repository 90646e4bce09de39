using Ayni.Numerics;
using Ayni.Quality;
using Ayni.Recommenders;
using Ayni.Trainer.ColdStarting;

namespace Ayni.Trainer.Reporting;

/// <summary>What lists are made of, by the formulas that models are evaluated with.</summary>
internal static class ListMeasure
{
    /// <summary>Measures lists against what everybody met.</summary>
    /// <param name="met">Products of each shopper, shoppers by id.</param>
    /// <param name="products">Number of products.</param>
    /// <param name="version">Version that gave the lists.</param>
    /// <param name="lists">Lists by shopper, best first; products that nobody met are not among them.</param>
    /// <param name="length">Products a list was to have.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null where no list has a product.</returns>
    public static ListQuality? Of(
        IReadOnlyList<(string UserId, IReadOnlyList<int> Products)> met,
        int products,
        string version,
        IReadOnlyDictionary<string, int[]> lists,
        int length,
        CancellationToken cancellationToken)
    {
        int[][] ofRow = [.. met.Select(user => lists.TryGetValue(user.UserId, out var list) ? list : [])];
        if (ofRow.All(list => list.Length == 0))
            return null;
        var given = new BoundModel(version, products, (row, scores) =>
        {
            scores.Fill(float.NaN);
            for (var rank = 0; rank < ofRow[row].Length; rank++)
                scores[ofRow[row][rank]] = ofRow[row].Length - rank;
        });

        // Evaluation asks who has a test item. What lists are made of does not depend on it, so the first one will do.
        var asked = MatrixOf(ofRow.Select(list => (IReadOnlyList<int>)list[..Math.Min(1, list.Length)]), products);
        var report = Evaluator.Evaluate(
            given,
            MatrixOf(met.Select(user => user.Products), products),
            asked,
            new EvaluationOptions { Cutoffs = [length], ExcludeSeen = false },
            cancellationToken);
        var figures = report.At(length);
        return new ListQuality(
            version, report.Users, length, figures.Coverage, figures.Diversity, figures.Novelty, figures.PopularityLift,
            figures.HeadShare, figures.Gini);
    }

    private static CsrMatrix MatrixOf(IEnumerable<IReadOnlyList<int>> rows, int columns)
    {
        var (starts, entries) = (new List<int> { 0 }, new List<int>());
        foreach (var row in rows)
        {
            entries.AddRange(row);
            starts.Add(entries.Count);
        }

        var values = new float[entries.Count];
        Array.Fill(values, 1f);
        return new CsrMatrix(starts.Count - 1, columns, [.. starts], [.. entries], values);
    }
}
