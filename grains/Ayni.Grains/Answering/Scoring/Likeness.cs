using Ayni.Grains.Catalog;
using Ayni.Numerics;

namespace Ayni.Grains.Answering;

/// <summary>
/// How alike two products are: by who met both (cosine of factors), by content (cosine of text vectors), or by both,
/// the factors counting for more the more shoppers met the rarer of the two. So one chance purchase makes nobody alike.
/// </summary>
internal sealed class Likeness(IndexSnapshot snapshot)
{
    /// <summary>Shoppers who must have met both products before their factors say anything.</summary>
    public const int MinEvidence = 3;

    /// <summary>Shoppers at which the factors count half of what they count at most.</summary>
    public const double HalfEvidence = 10;

    /// <summary>Share of the factors where evidence is plenty; the rest is content.</summary>
    public const double FactorShare = 0.6;

    /// <summary>Likeness of two rows, −1 to 1; NaN where nothing is known of both.</summary>
    public float Of(int row, int other)
    {
        var evidence = Math.Min(EvidenceOf(row), EvidenceOf(other));
        var trust = evidence < MinEvidence ? 0 : evidence / (evidence + HalfEvidence);
        var collaborative = trust > 0 ? FactorCosine(row, other) : float.NaN;
        var content = ContentCosine(row, other);
        if (float.IsNaN(content))
            return float.IsNaN(collaborative) ? float.NaN : (float)trust * collaborative;
        if (float.IsNaN(collaborative))
            return content;
        var share = (float)(FactorShare * trust);
        return (share * collaborative) + ((1 - share) * content);
    }

    private double EvidenceOf(int row)
    {
        var item = snapshot.ItemOf(row);
        return item == IndexSnapshot.NoItem ? 0 : snapshot.Model!.ShoppersOf(item);
    }

    private float FactorCosine(int row, int other)
    {
        var model = snapshot.Model!;
        var (item, otherItem) = (snapshot.ItemOf(row), snapshot.ItemOf(other));
        var length = model.Lengths[item] * model.Lengths[otherItem];
        return length > 0
            ? ScoreScan.Dot(model.Artifact.FactorOf(item), model.Artifact.FactorOf(otherItem)) / length
            : float.NaN;
    }

    private float ContentCosine(int row, int other)
    {
        var one = snapshot.ContentOf(row);
        var two = snapshot.ContentOf(other);
        return one.IsEmpty || two.IsEmpty ? float.NaN : ScoreScan.Dot(one, two);
    }
}
