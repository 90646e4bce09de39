namespace Ayni.Recommenders.Tests;

public sealed class Bm25ItemKnnRecommenderTests : ItemKnnRecommenderTests
{
    protected override ItemKnnWeighting Weighting => ItemKnnWeighting.Bm25;
}
