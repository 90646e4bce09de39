namespace Ayni.Recommenders;

/// <summary>Names of the parts of a model, as they stand in files, metrics and answers.</summary>
public static class PartNames
{
    /// <summary>Dot product of factors.</summary>
    public const string Als = "als";

    /// <summary>The same for everybody.</summary>
    public const string Popularity = "popularity";

    /// <summary>Neighbours by who met both.</summary>
    public const string ItemKnn = "item-knn";

    /// <summary>Neighbours by the linear model EASE.</summary>
    public const string Ease = "ease";

    /// <summary>Neighbours by what came next.</summary>
    public const string Transitions = "transitions";

    /// <summary>Neighbours by what stood in the same basket.</summary>
    public const string BoughtTogether = "bought-together";
}
