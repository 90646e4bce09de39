using System.Collections.Immutable;

namespace Ayni.Recommenders;

/// <summary>
/// A weighted sum of models. Each model's scores of a history are first brought to length 1 (over all items, where it
/// has something to say), so that the weights do not depend on the scales. An item that one model knows nothing of
/// counts 0 there; NaN where no model has a say. Weights are chosen on validation items.
/// </summary>
/// <param name="members">Models and weights, 0 or more, at least one over 0; fitted here, one after the other.</param>
public sealed class BlendedSequenceRecommender(
    ImmutableArray<(ISequenceRecommender Model, double Weight)> members) : ISequenceRecommender
{
    private readonly ImmutableArray<(ISequenceRecommender Model, double Weight)> _members = Checked(members);

    /// <inheritdoc/>
    public string Name => "blend";

    /// <inheritdoc/>
    public int Items { get; private set; }

    /// <inheritdoc/>
    public void Fit(ItemSequences sequences, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        Items = 0;
        foreach (var (model, _) in _members)
            model.Fit(sequences, cancellationToken);
        Items = sequences.ItemCount;
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> history, Span<float> scores)
    {
        if (Items == 0)
            throw new InvalidOperationException("The blend was not fitted.");
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, Items, nameof(scores));
        scores.Fill(float.NaN);
        var own = new float[Items];
        foreach (var (model, weight) in _members)
        {
            model.Score(history, own);
            Add(own, weight, scores);
        }
    }

    private static void Add(ReadOnlySpan<float> own, double weight, Span<float> scores)
    {
        var squares = 0.0;
        foreach (var score in own)
            squares += float.IsNaN(score) ? 0 : (double)score * score;
        if (squares == 0)
            return;
        var factor = (float)(weight / Math.Sqrt(squares));
        for (var item = 0; item < own.Length; item++)
        {
            if (!float.IsNaN(own[item]))
                scores[item] = (factor * own[item]) + (float.IsNaN(scores[item]) ? 0 : scores[item]);
        }
    }

    private static ImmutableArray<(ISequenceRecommender Model, double Weight)> Checked(
        ImmutableArray<(ISequenceRecommender Model, double Weight)> members)
    {
        if (members.IsDefaultOrEmpty || members.Any(member => !(member.Weight >= 0) || !double.IsFinite(member.Weight))
            || members.All(member => member.Weight == 0))
        {
            throw new ArgumentException(
                "A blend needs models with finite weights of 0 or more, one of them over 0.", nameof(members));
        }

        return members;
    }
}
