namespace Ayni.Recommenders;

/// <summary>What the entries of the matrix are turned into before items are compared.</summary>
public enum ItemKnnWeighting
{
    /// <summary>As they are; similarity is the cosine.</summary>
    Cosine,

    /// <summary>
    /// √weight · (1 + ln(items / (1 + items of the user))), so that a user of everything says little; cosine.
    /// </summary>
    TfIdf,

    /// <summary>
    /// BM25 with k₁ and b, users as terms with the rarity above and items as documents; similarity is the dot product.
    /// </summary>
    Bm25,
}
