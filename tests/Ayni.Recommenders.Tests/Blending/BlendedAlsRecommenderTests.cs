namespace Ayni.Recommenders.Tests;

public sealed class BlendedAlsRecommenderTests : PersonalRecommenderTests
{
    protected override IRecommender Create(int threads) => new BlendedRecommender(
        "both",
        new BlendPart(new ImplicitAlsRecommender(new ImplicitAlsOptions { Rank = 4, Sweeps = 15 }, threads), 1),
        new BlendPart(new WalkFilterRecommender(), 0.5));
}
