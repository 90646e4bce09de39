namespace Ayni.Grains.Answering;

/// <summary>Mean likeness to some products: the one on the page, or those in the cart.</summary>
/// <param name="likeness">Compares.</param>
/// <param name="others">Those products; one or more.</param>
internal sealed class SimilarScorer(Likeness likeness, IReadOnlyList<LikenessTraits> others) : Scorer
{
    /// <summary>The products that likeness is to.</summary>
    public IReadOnlyList<LikenessTraits> Others => others;

    /// <inheritdoc/>
    public override float ScoreOf(int row)
    {
        var (sum, isKnown) = (0f, false);
        foreach (var other in others)
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
                other.ProductId, Weight * likeness.Of(row, other) / others.Count, OriginKind.Similar))
            .Where(origin => !double.IsNaN(origin.Score)),
    ];
}
