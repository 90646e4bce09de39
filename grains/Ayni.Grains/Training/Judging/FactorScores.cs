using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>
/// Scores by the factors of the run itself: users × rank and items × rank, in the same axes, and a scale an item or
/// none.
/// </summary>
public sealed class FactorScores(int rank, float[] users, ReadOnlyMemory<float> items, float[] scales)
{
    public void Score(int user, Span<float> scores)
    {
        ScoreScan.Scores(users.AsSpan(user * rank, rank), items.Span, rank, scores);
        PopularityScale.Apply(scores, scales);
    }
}
