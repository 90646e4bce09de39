namespace Ayni.Grains.Answering;

/// <summary>How a scorer scores the products of a part of the catalogue.</summary>
internal enum PlanKind
{
    /// <summary>By their popularity.</summary>
    Popularity,

    /// <summary>By demand of late.</summary>
    Demand,

    /// <summary>By how new they are.</summary>
    Newest,

    /// <summary>By a shopper's factor.</summary>
    Factor,

    /// <summary>By scores of items, worked out before.</summary>
    Items,

    /// <summary>By scores of products, worked out before.</summary>
    Products,

    /// <summary>By likeness to some products.</summary>
    Similar,

    /// <summary>By a text vector.</summary>
    Content,

    /// <summary>By discount, price, and what the plans inside it say.</summary>
    Deals,

    /// <summary>By their popularity in a segment.</summary>
    Segment,
}
