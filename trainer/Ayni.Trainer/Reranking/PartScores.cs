using Ayni.Grains.Training;
using Ayni.Recommenders;

namespace Ayni.Trainer.Reranking;

/// <summary>Scores of the users of a split by one part, as serving makes them. Thread-safe.</summary>
internal static class PartScores
{
    public static ScoredModel Of(NeighbourPart part, ShopperHistories histories)
    {
        var scorer = new NeighbourScorer(part);
        return new ScoredModel(part.Name, part.Neighbours.Columns, (user, scores) =>
        {
            var sparse = new SparseScores(scores.Length);
            scorer.Score(histories.Of(user), weight: 1, sparse);
            sparse.CopyTo(scores);
        });
    }

    public static ScoredModel Of(string name, IRecommender model) =>
        new(name, model.Items, (user, scores) => model.Score([user], scores));
}
