namespace Ayni.Training;

/// <summary>What the entries of the matrix are turned into before items are compared.</summary>
public enum ItemKnnWeighting
{
    /// <summary>As they are; similarity is the cosine.</summary>
    Cosine,

    /// <summary>√weight · ln(items / items of the user), so that a user of everything says little; cosine.</summary>
    TfIdf,

    /// <summary>BM25 with k₁ and b, users as terms and items as documents; similarity is the dot product.</summary>
    Bm25,
}
