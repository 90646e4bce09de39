namespace Ayni.Recommenders.Tests;

public sealed class SpectralFilterRecommenderTests : PersonalRecommenderTests
{
    protected override IRecommender Create(int threads) =>
        new SpectralFilterRecommender(new SpectralFilterOptions { Rank = 2 }, threads);
}
