using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>A model that was fitted elsewhere, as the evaluator takes it.</summary>
/// <param name="name">Name in the metrics.</param>
/// <param name="items">Number of items.</param>
/// <param name="score">Fills the scores of all items for one user.</param>
public sealed class ScoredModel(string name, int items, ScoredModel.UserScores score) : IRecommender
{
    /// <summary>Fills the scores of all items for one user; NaN where there is nothing to say.</summary>
    public delegate void UserScores(int user, Span<float> scores);

    public string Name => name;

    public int Items => items;

    public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException($"'{name}' was fitted by a run; it cannot be fitted again here.");

    public void Score(ReadOnlySpan<int> users, Span<float> scores)
    {
        for (var slot = 0; slot < users.Length; slot++)
            score(users[slot], scores.Slice(slot * items, items));
    }

    public void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores) =>
        throw new NotSupportedException($"'{name}' scores the users of its run only.");

    public IReadOnlyList<ScoredIndex> Explain(int user, int item) =>
        throw new NotSupportedException($"'{name}' only scores; ask the model behind it.");
}
