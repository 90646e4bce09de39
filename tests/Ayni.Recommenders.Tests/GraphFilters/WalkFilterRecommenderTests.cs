namespace Ayni.Recommenders.Tests;

public sealed class WalkFilterRecommenderTests : PersonalRecommenderTests
{
    protected override IRecommender Create(int threads) => new WalkFilterRecommender();
}
