namespace Ayni.Grains.Answering;

/// <summary>Mean likeness to some products: the one on the page, or those in the cart.</summary>
/// <param name="likeness">Compares.</param>
/// <param name="others">Rows and ids of those products; one or more.</param>
internal sealed class SimilarScorer(Likeness likeness, IReadOnlyList<(int Row, string ProductId)> others) : Scorer
{
    /// <inheritdoc/>
    public override float ScoreOf(int row)
    {
        var (sum, isKnown) = (0f, false);
        foreach (var (other, _) in others)
        {
            var alike = likeness.Of(row, other);
            if (float.IsNaN(alike))
                continue;
            sum += alike;
            isKnown = true;
        }

        return isKnown ? sum / others.Count : float.NaN;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Origin> OriginsOf(int row) =>
    [
        .. others
            .Select(other => new Origin(
                other.ProductId, Weight * likeness.Of(row, other.Row) / others.Count, OriginKind.Similar))
            .Where(origin => !double.IsNaN(origin.Score)),
    ];
}
