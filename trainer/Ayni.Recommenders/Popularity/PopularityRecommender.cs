using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// The same for everybody: items by the sum of their weights over all users, or by weights made beforehand. The floor
/// for every model. No past item speaks for a recommendation, so that explanations are empty.
/// </summary>
/// <param name="itemWeights">
/// What to rank by, one number an item, finite and 0 or more, such as <see cref="PopularityDecay.ItemWeights"/> gives
/// from the interactions that the fitted matrix was made of; null for the sums of the fitted matrix.
/// </param>
public sealed class PopularityRecommender(IReadOnlyList<double>? itemWeights = null) : IRecommender
{
    private float[]? _popularity;
    private int _users;

    /// <inheritdoc/>
    public string Name => itemWeights is null ? "popularity" : "popularity-decay";

    /// <inheritdoc/>
    public int Items => _popularity?.Length ?? 0;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The item weights are of another number of items.</exception>
    public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(weights);
        _popularity = null;
        cancellationToken.ThrowIfCancellationRequested();
        InvalidWeightException.ThrowIfAny(weights);
        var sums = itemWeights is null ? weights.ColumnSums() : Checked(itemWeights, weights.Columns);
        (_popularity, _users) = ([.. sums.Select(sum => (float)sum)], weights.Rows);
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> users, Span<float> scores)
    {
        var popularity = Fitted();
        for (var user = 0; user < users.Length; user++)
            popularity.CopyTo(scores[(user * popularity.Length)..]);
    }

    /// <inheritdoc/>
    public void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores)
    {
        Histories.Require(histories, rows, Fitted().Length);
        Score(rows, scores);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScoredIndex> Explain(int user, int item)
    {
        Histories.RequirePair(user, _users, item, Fitted().Length);
        return [];
    }

    private static IReadOnlyList<double> Checked(IReadOnlyList<double> itemWeights, int items)
    {
        if (itemWeights.Count != items)
            throw new ArgumentException($"{itemWeights.Count} item weights for a matrix of {items} items.");
        for (var item = 0; item < items; item++)
        {
            if (!(itemWeights[item] >= 0) || !double.IsFinite(itemWeights[item]))
            {
                throw new ArgumentException(
                    $"The weight of item {item} is {itemWeights[item]}; it must be finite and 0 or more.");
            }
        }

        return itemWeights;
    }

    private float[] Fitted() => _popularity ?? throw new InvalidOperationException("Popularity was not fitted.");
}
