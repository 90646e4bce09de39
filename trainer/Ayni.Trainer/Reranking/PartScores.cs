using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Trainer.Reranking;

/// <summary>Scores of the users of a split by one part, as serving makes them.</summary>
/// <param name="name">Name of the part.</param>
/// <param name="items">Number of items.</param>
/// <param name="score">Fills one user's scores; NaN where the part says nothing. Thread-safe.</param>
internal sealed class PartScores(string name, int items, PartScores.Scoring score) : IRecommender
{
    public delegate void Scoring(int user, Span<float> scores);

    public string Name => name;

    public int Items => items;

    public static PartScores Of(NeighbourPart part, ShopperHistories histories)
    {
        var scorer = new NeighbourScorer(part);
        return new PartScores(part.Name, part.Neighbours.Columns, (user, scores) =>
        {
            var sparse = new SparseScores(scores.Length);
            scorer.Score(histories.Of(user), weight: 1, sparse);
            sparse.CopyTo(scores);
        });
    }

    public static PartScores Of(string name, IRecommender model) =>
        new(name, model.Items, (user, scores) => model.Score([user], scores));

    public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException($"'{name}' was fitted with its split.");

    public void Score(ReadOnlySpan<int> users, Span<float> scores)
    {
        for (var place = 0; place < users.Length; place++)
            score(users[place], scores.Slice(place * items, items));
    }

    public void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores) =>
        throw new NotSupportedException($"'{name}' knows the users of its split alone.");

    public IReadOnlyList<ScoredIndex> Explain(int user, int item) => [];
}
