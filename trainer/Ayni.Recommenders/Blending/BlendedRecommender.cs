using System.Buffers;
using System.Collections.Immutable;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// A weighted sum of several models' scores, each first divided by its standard deviation over the items it scores for
/// the user at hand, so that a weight means the same for every user and model. A model's mean is left in: it is the
/// same for all items of a user and ranks nothing. What a model says nothing about (NaN) gets nothing from it; the
/// blend says nothing where none of its models does. It is explained by its models' explanations, where all have one.
/// </summary>
public sealed class BlendedRecommender : IRecommender
{
    /// <summary>Scores that differ by less than this share of their mean are all the same but for rounding.</summary>
    private const double Rounding = 1e-6;

    private readonly ImmutableArray<BlendPart> _parts;
    private int _users;

    /// <summary>A blend of models not yet fitted.</summary>
    /// <param name="name">Name in reports.</param>
    /// <param name="parts">One or more.</param>
    /// <exception cref="ArgumentException">No part, or a weight out of range.</exception>
    public BlendedRecommender(string name, params ImmutableArray<BlendPart> parts)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (parts.IsDefaultOrEmpty)
            throw new ArgumentException("A blend needs one model or more.", nameof(parts));
        foreach (var (model, weight) in parts)
        {
            if (!(weight is > 0 and <= 1000))
            {
                throw new ArgumentException(
                    $"The weight of {model.Name} is {weight}; it must be over 0 and at most 1,000.", nameof(parts));
            }
        }

        (Name, _parts) = (name, parts);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Items { get; private set; }

    /// <inheritdoc/>
    public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Items = 0;
        foreach (var part in _parts)
            part.Model.Fit(weights, cancellationToken);
        (_users, Items) = (weights.Rows, weights.Columns);
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> users, Span<float> scores)
    {
        RequireFitted();
        Sum(null, users, scores);
    }

    /// <inheritdoc/>
    public void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores)
    {
        RequireFitted();
        Histories.Require(histories, rows, Items);
        Sum(histories, rows, scores);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScoredIndex> Explain(int user, int item)
    {
        RequireFitted();
        Histories.RequirePair(user, _users, item, Items);
        var sums = new SortedDictionary<int, double>();
        var scores = new float[Items];
        foreach (var (model, weight) in _parts)
        {
            model.Score([user], scores);
            var scale = weight * Scale(scores);
            if (float.IsNaN(scores[item]) || scale == 0)
                continue;
            var explanation = model.Explain(user, item);
            if (explanation.Count == 0)
                return [];
            foreach (var past in explanation)
                sums[past.Index] = sums.GetValueOrDefault(past.Index) + (scale * past.Score);
        }

        return [.. sums.Select(past => new ScoredIndex(past.Key, (float)past.Value)).Order()];
    }

    private void Sum(CsrMatrix? histories, ReadOnlySpan<int> rows, Span<float> scores)
    {
        var length = rows.Length * Items;
        scores = scores[..length];
        scores.Fill(float.NaN);
        var buffer = ArrayPool<float>.Shared.Rent(length);
        var said = buffer.AsSpan(0, length);
        foreach (var (model, weight) in _parts)
        {
            if (histories is null)
                model.Score(rows, said);
            else
                model.ScoreHistories(histories, rows, said);
            for (var row = 0; row < rows.Length; row++)
            {
                var one = said.Slice(row * Items, Items);
                Add(one, (float)(weight * Scale(one)), scores.Slice(row * Items, Items));
            }
        }

        ArrayPool<float>.Shared.Return(buffer);
    }

    private static void Add(ReadOnlySpan<float> said, float scale, Span<float> scores)
    {
        for (var item = 0; item < said.Length; item++)
        {
            if (!float.IsNaN(said[item]))
                scores[item] = (float.IsNaN(scores[item]) ? 0 : scores[item]) + (scale * said[item]);
        }
    }

    /// <summary>1 / the standard deviation of what is said; 0 where all is the same, or nothing is said.</summary>
    private static double Scale(ReadOnlySpan<float> said)
    {
        var (count, sum) = (0, 0.0);
        foreach (var score in said)
        {
            if (!float.IsNaN(score))
                (count, sum) = (count + 1, sum + score);
        }

        var (mean, squares) = (sum / Math.Max(count, 1), 0.0);
        foreach (var score in said)
        {
            if (!float.IsNaN(score))
                squares += (score - mean) * (score - mean);
        }

        var deviation = Math.Sqrt(squares / Math.Max(count, 1));
        return deviation > Rounding * Math.Abs(mean) && double.IsFinite(1 / deviation) ? 1 / deviation : 0;
    }

    private void RequireFitted()
    {
        if (Items == 0)
            throw new InvalidOperationException("The blend was not fitted.");
    }
}
