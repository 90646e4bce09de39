using System.Collections.Concurrent;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>Scores of judged users by a neighbour part, as serving makes them. Thread-safe.</summary>
internal sealed class NeighbourScores(NeighbourScorer scorer, JudgedHistories histories)
{
    private readonly ConcurrentBag<SparseScores> _free = [];

    public void Score(int user, Span<float> scores)
    {
        var sparse = _free.TryTake(out var used) ? used : new SparseScores(scores.Length);
        scorer.Score(histories.Of(user), weight: 1, sparse);
        sparse.CopyTo(scores);
        sparse.Clear();
        _free.Add(sparse);
    }
}
