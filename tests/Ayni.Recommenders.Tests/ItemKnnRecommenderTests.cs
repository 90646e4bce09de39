namespace Ayni.Recommenders.Tests;

public class ItemKnnRecommenderTests : PersonalRecommenderTests
{
    protected virtual ItemKnnWeighting Weighting => ItemKnnWeighting.Cosine;

    protected override IRecommender Create(int threads) =>
        new ItemKnnRecommender(new ItemKnnOptions { Weighting = Weighting }, threads);
}
