namespace Ayni.Training.Tests;

public sealed class TfIdfItemKnnRecommenderTests : ItemKnnRecommenderTests
{
    protected override ItemKnnWeighting Weighting => ItemKnnWeighting.TfIdf;
}
