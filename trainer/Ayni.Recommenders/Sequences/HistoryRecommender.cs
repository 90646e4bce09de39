using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// A fitted sequence model as a model of users: user <c>u</c> is asked about with history <c>u</c>. So what ranks and
/// measures an <see cref="IRecommender"/> does the same for sequences.
/// </summary>
internal sealed class HistoryRecommender(ISequenceRecommender model, ItemSequences histories) : IRecommender
{
    public string Name => model.Name;

    public int Items => model.Items;

    public void Score(ReadOnlySpan<int> users, Span<float> scores)
    {
        var items = Items;
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, users.Length * items, nameof(scores));
        for (var slot = 0; slot < users.Length; slot++)
            model.Score(histories.Of(users[slot]), scores.Slice(slot * items, items));
    }

    public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default) => throw NoOrder();

    public void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores) => throw NoOrder();

    public IReadOnlyList<ScoredIndex> Explain(int user, int item) => throw NoOrder();

    private NotSupportedException NoOrder() => new(
        $"'{Name}' lives on an order, which a matrix has not: call the sequence model itself.");
}
