using Ayni.Numerics;

namespace Ayni.TrainingRuns;

/// <summary>Scores by the factors of the run itself.</summary>
public sealed class FactorScores(int rank, float[] users, float[] items)
{
    public void Score(int user, Span<float> scores) =>
        ScoreScan.Scores(users.AsSpan(user * rank, rank), items, rank, scores);
}
