using Ayni.Grains.Catalog;
using Ayni.Numerics;

namespace Ayni.Grains.Answering;

/// <summary>Inner product of a row's text vector and the weighted mean of those of what the shopper met.</summary>
internal sealed class ContentScorer : Scorer
{
    private readonly IndexSnapshot _snapshot;
    private readonly IReadOnlyList<(int Row, string ProductId, double Share)> _met;
    private readonly float[] _mean;

    /// <param name="snapshot">The rows.</param>
    /// <param name="met">Rows of what the shopper met, each with a text vector, and their shares, 1 in sum.</param>
    public ContentScorer(IndexSnapshot snapshot, IReadOnlyList<(int Row, string ProductId, double Share)> met)
    {
        (_snapshot, _met) = (snapshot, met);
        _mean = new float[snapshot.ContentLength];
        foreach (var (row, _, share) in met)
        {
            var vector = snapshot.ContentOf(row);
            for (var element = 0; element < _mean.Length; element++)
                _mean[element] += (float)share * vector[element];
        }
    }

    /// <param name="snapshot">The rows.</param>
    /// <param name="mean">The mean.</param>
    public ContentScorer(IndexSnapshot snapshot, float[] mean) => (_snapshot, _met, _mean) = (snapshot, [], mean);

    /// <summary>The mean.</summary>
    public float[] Mean => _mean;

    /// <inheritdoc/>
    public override float ScoreOf(int row)
    {
        var vector = _snapshot.ContentOf(row);
        return vector.IsEmpty ? float.NaN : ScoreScan.Dot(_mean, vector);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Origin> OriginsOf(int row)
    {
        var vector = _snapshot.ContentOf(row).ToArray();
        return
        [
            .. _met.Select(past => new Origin(
                past.ProductId,
                Weight * past.Share * ScoreScan.Dot(_snapshot.ContentOf(past.Row), vector),
                OriginKind.Content)),
        ];
    }
}
