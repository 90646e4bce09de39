namespace Ayni.Grains.Catalog;

/// <summary>Filter columns of one product, side by side, so that a scan reads memory in order.</summary>
internal struct IndexRow
{
    /// <summary>Value of <see cref="Item"/> and <see cref="Category"/> where there is none.</summary>
    public const int None = -1;

    /// <summary>Item index in the model, or <see cref="None"/>.</summary>
    public int Item;

    /// <summary>Number of the category in the table's list, or <see cref="None"/>.</summary>
    public int Category;

    /// <summary>0 to 1.</summary>
    public float Popularity;

    /// <summary>The model or the log's count knows it.</summary>
    public bool IsMet;

    /// <summary>The catalogue holds it.</summary>
    public bool IsCatalogued;

    /// <summary>The catalogue says that it can be recommended.</summary>
    public bool IsAvailable;

    /// <summary>Price now.</summary>
    public decimal? Price;
}
