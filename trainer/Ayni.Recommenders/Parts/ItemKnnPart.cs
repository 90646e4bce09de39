namespace Ayni.Recommenders;

/// <summary>The part <see cref="PartNames.ItemKnn"/>: the neighbours of <see cref="ItemKnnRecommender"/>.</summary>
public static class ItemKnnPart
{
    /// <summary>How histories count: as they are, over the root of their sum.</summary>
    public static HistoryWeighting Weighting { get; } = new() { Normalization = 0.5 };

    /// <summary>Fits it.</summary>
    /// <param name="histories">What the users met.</param>
    /// <param name="neighbours">Neighbours kept of each item, 1 or more.</param>
    /// <param name="parallel">Threads; its token stops the fit.</param>
    public static NeighbourPart Fit(ShopperHistories histories, int neighbours, ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(histories);
        var model = new ItemKnnRecommender(new ItemKnnOptions { Neighbours = neighbours });
        model.Fit(histories.Weights, parallel);
        return new NeighbourPart(
            PartNames.ItemKnn,
            NeighbourRows.Make(model.Items, parallel, () => 0, (item, _) => model.Neighbours(item).ToArray()),
            Weighting);
    }
}
