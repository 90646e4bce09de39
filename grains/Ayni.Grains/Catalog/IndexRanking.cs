namespace Ayni.Grains.Catalog;

/// <summary>What the index orders products by.</summary>
public enum IndexRanking
{
    /// <summary>Popularity, 0 to 1; every product has one.</summary>
    Popularity = 1,

    /// <summary>Inner product of the query's factor and the product's; only products the model knows.</summary>
    InnerProduct = 2,

    /// <summary>The same over the length of the product's factor; the query's factor has length 1.</summary>
    Cosine = 3,
}
