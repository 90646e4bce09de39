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
    public float Of(int row, int other) =>
        Blend(Math.Min(EvidenceOf(row), EvidenceOf(other)), SideOf(row), SideOf(other));

    /// <summary>Likeness of a row to a product that may be no row here; NaN where nothing is known of both.</summary>
    public float Of(int row, LikenessTraits other) =>
        Blend(Math.Min(EvidenceOf(row), other.Evidence), SideOf(row), SideOf(other));

    /// <summary>Likeness of two products; NaN where nothing is known of both.</summary>
    public static float Of(LikenessTraits one, LikenessTraits other) =>
        Blend(Math.Min(one.Evidence, other.Evidence), SideOf(one), SideOf(other));

    /// <summary>What likeness to a row goes by.</summary>
    public LikenessTraits TraitsOf(int row)
    {
        var side = SideOf(row);
        return new LikenessTraits
        {
            ProductId = snapshot.Ids[row],
            Evidence = EvidenceOf(row),
            Factor = side.Factor.ToArray(),
            Length = side.Length,
            Vector = side.Vector.ToArray(),
        };
    }

    private static float Blend(double evidence, Side one, Side other)
    {
        var trust = evidence < MinEvidence ? 0 : evidence / (evidence + HalfEvidence);
        var length = one.Length * other.Length;
        var collaborative = trust > 0 && length > 0 ? ScoreScan.Dot(one.Factor, other.Factor) / length : float.NaN;
        var content = one.Vector.IsEmpty || other.Vector.IsEmpty
            ? float.NaN
            : ScoreScan.Dot(one.Vector, other.Vector);
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

    private Side SideOf(int row)
    {
        var item = snapshot.ItemOf(row);
        return item == IndexSnapshot.NoItem
            ? new Side([], 0, snapshot.ContentOf(row))
            : new Side(snapshot.Model!.Artifact.FactorOf(item), snapshot.Model.Lengths[item], snapshot.ContentOf(row));
    }

    private static Side SideOf(LikenessTraits traits) => new(traits.Factor, traits.Length, traits.Vector);

    private readonly ref struct Side(ReadOnlySpan<float> factor, float length, ReadOnlySpan<float> vector)
    {
        public ReadOnlySpan<float> Factor { get; } = factor;

        public float Length { get; } = length;

        public ReadOnlySpan<float> Vector { get; } = vector;
    }
}
