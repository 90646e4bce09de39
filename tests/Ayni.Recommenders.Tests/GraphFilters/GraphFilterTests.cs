namespace Ayni.Recommenders.Tests;

public sealed class GraphFilterTests : PersonalRecommenderTests
{
    protected override IRecommender Create(int threads) =>
        GraphFilter.Create(new GraphFilterOptions { Spectral = new SpectralFilterOptions { Rank = 2 } }, threads);
}
