using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Trainer.ColdStarting;

/// <summary>A ranking of the items for each row of one measurement, made of what was learnt before it.</summary>
/// <param name="name">Name in the table.</param>
/// <param name="items">Number of items.</param>
/// <param name="score">Scores all items for a row; NaN where there is nothing to say.</param>
internal sealed class BoundModel(string name, int items, BoundModel.RowScoring score) : IRecommender
{
    public delegate void RowScoring(int row, Span<float> scores);

    public string Name => name;

    public int Items => items;

    /// <summary>Refused: it was made from what was learnt.</summary>
    public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException($"{name} is bound to one measurement and is not fitted again.");

    public void Score(ReadOnlySpan<int> users, Span<float> scores)
    {
        for (var slot = 0; slot < users.Length; slot++)
            score(users[slot], scores.Slice(slot * items, items));
    }

    /// <summary>The rows have their histories already.</summary>
    public void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores) => Score(rows, scores);

    public IReadOnlyList<ScoredIndex> Explain(int user, int item) => [];
}
