using Ayni.Filters;

namespace Ayni.Grains.Answering;

/// <summary>Scores of some rows, worked out before.</summary>
/// <param name="scores">Score by row.</param>
/// <param name="origin">What the score of a row comes from; null: nothing.</param>
internal sealed class SomeRowsScorer(
    IReadOnlyDictionary<int, float> scores, Func<int, IReadOnlyList<Origin>>? origin = null) : Scorer
{
    /// <summary>Score by row.</summary>
    public IReadOnlyDictionary<int, float> Scores => scores;

    /// <inheritdoc/>
    public override float ScoreOf(int row) => scores.TryGetValue(row, out var score) ? score : float.NaN;

    /// <inheritdoc/>
    public override IReadOnlyList<Origin> OriginsOf(int row) => origin?.Invoke(row) ?? [];

    /// <inheritdoc/>
    public override void AddTo(RowSet eligible, Span<float> totals, RowSet said)
    {
        ArgumentNullException.ThrowIfNull(eligible);
        foreach (var row in scores.Keys)
        {
            if (eligible.Contains(row))
                Add(row, totals, said);
        }
    }
}
