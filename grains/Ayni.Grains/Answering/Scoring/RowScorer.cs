
namespace Ayni.Grains.Answering;

/// <summary>Scores that are known by row.</summary>
/// <param name="scores">Score of each row; NaN where there is none; at least as many as rows.</param>
internal sealed class RowScorer(float[] scores) : Scorer
{
    /// <inheritdoc/>
    public override float ScoreOf(int row) => scores[row];
}
