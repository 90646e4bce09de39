namespace Ayni.Recommenders.Tests;

/// <summary>With confidences scaled by the user's activity and scores by the item's popularity.</summary>
public sealed class ScaledAlsRecommenderTests : PersonalRecommenderTests
{
    protected override IRecommender Create(int threads) => new ImplicitAlsRecommender(
        new ImplicitAlsOptions { Rank = 6, ActivityDamping = 0.4, PopularityExponent = 0.1 }, threads);
}
