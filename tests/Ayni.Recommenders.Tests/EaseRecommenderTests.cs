namespace Ayni.Recommenders.Tests;

/// <summary>More users than items: the inverse is taken on the items' side.</summary>
public class EaseRecommenderTests : PersonalRecommenderTests
{
    protected override IRecommender Create(int threads) =>
        new EaseRecommender(new EaseOptions { Regularization = 2, WeightExponent = 0.5 }, threads);
}
