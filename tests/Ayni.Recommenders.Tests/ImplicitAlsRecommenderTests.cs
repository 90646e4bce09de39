namespace Ayni.Recommenders.Tests;

public sealed class ImplicitAlsRecommenderTests : PersonalRecommenderTests
{
    protected override IRecommender Create(int threads) =>
        new ImplicitAlsRecommender(new ImplicitAlsOptions { Rank = 6 }, threads);
}
