namespace Ayni.Recommenders.Tests;

public sealed class TfIdfItemKnnRecommenderTests : ItemKnnRecommenderTests
{
    protected override ItemKnnWeighting Weighting => ItemKnnWeighting.TfIdf;
}
