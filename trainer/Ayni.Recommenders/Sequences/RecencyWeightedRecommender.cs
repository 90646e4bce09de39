using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Any model of users × items weights, told the order by the weights: an item that was met long ago weighs less, and
/// the history is folded in when asked. For ALS that is a confidence that fades with the position from the end. A score
/// over 0 is multiplied by the item's freshness (<see cref="ItemFreshness"/>).
/// </summary>
/// <param name="model">The model; fitted here.</param>
/// <param name="options">Null for the defaults.</param>
public sealed class RecencyWeightedRecommender(
    IRecommender model, RecencyWeightedOptions? options = null) : ISequenceRecommender
{
    private readonly RecencyWeightedOptions _options = (options ?? new RecencyWeightedOptions()).Validated();
    private double[] _freshness = [];

    /// <inheritdoc/>
    public string Name => model.Name;

    /// <inheritdoc/>
    public int Items => model.Items;

    /// <inheritdoc/>
    public void Fit(ItemSequences sequences, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        var (users, items, weights) = (new List<int>(), new List<int>(), new List<float>());
        for (var user = 0; user < sequences.UserCount; user++)
        {
            var history = sequences.Of(user);
            for (var position = 0; position < history.Length; position++)
            {
                users.Add(user);
                items.Add(history[position]);
                weights.Add((float)Math.Pow(history.Length - position, -_options.FitDecay));
            }
        }

        _freshness = ItemFreshness.Of(
            sequences,
            (user, place) => sequences.Of(user).Length - place,
            _options.FreshnessExponent,
            _options.FreshnessShrinkage);
        model.Fit(
            CsrMatrix.FromTriples(
                sequences.UserCount, sequences.ItemCount, [.. users], [.. items], [.. weights]),
            cancellationToken);
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> history, Span<float> scores)
    {
        if (model.Items == 0)
            throw new InvalidOperationException($"'{Name}' was not fitted.");
        var newest = history[^Math.Min(history.Length, _options.Window)..];
        var weights = RecencyWeights.Power(newest.Length, _options.HistoryDecay);
        weights.AsSpan().Reverse();
        var row = CsrMatrix.FromTriples(1, model.Items, new int[newest.Length], newest, weights);
        model.ScoreHistories(row, [0], scores);
        for (var item = 0; item < scores.Length; item++)
        {
            if (scores[item] > 0)
                scores[item] = (float)(scores[item] * _freshness[item]);
        }
    }
}
