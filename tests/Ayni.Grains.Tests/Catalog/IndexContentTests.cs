using Ayni.Grains.Catalog;
using Ayni.Grains.Content;
using Ayni.Grains.Hosting;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Catalog;

/// <summary>What products' texts say is known of every version, not only of the one that a silo starts with.</summary>
public sealed class IndexContentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Publish_WhileAnotherTableAnswers_TheTextsAreRead(int partitions)
    {
        await using var shop = await ShopCluster.StartAsync(new ShopClusterOptions
        {
            Grains = new AyniGrainsOptions
            {
                Following = new() { RunsByItself = false },
                Index = new IndexOptions { Partitions = partitions },
            },
        });
        await SampleShop.FillAsync(shop);
        Assert.False((await TableAsync(shop)).HasTexts);
        foreach (var version in new[] { "v1", "v2" })
        {
            await PublishWithTextsAsync(shop, version);

            var table = await TableAsync(shop);

            Assert.Equal(version, table.Key.Version);
            Assert.True(table.HasTexts);
            IndexSnapshot[] states = table.Slices is { } slices
                ? [.. slices.Held.Values.Select(slice => slice.Table.Current)]
                : [table.Current];
            Assert.Equal(SampleShop.ProductCount, states.Sum(state => state.Count));
            Assert.All(states, state => Assert.All(
                Enumerable.Range(0, state.Count), row => Assert.False(state.ContentOf(row).IsEmpty)));
        }
    }

    private static Task<IndexTable> TableAsync(ShopCluster shop) =>
        shop.Service<ServingModel>().GetTableAsync(CancellationToken.None);

    private static async Task PublishWithTextsAsync(ShopCluster shop, string version)
    {
        var model = await TrainedModel.FitAsync(shop.Log, version);
        var attachments = await shop.Service<ContentStep>().AddToAsync(model.Artifact, CancellationToken.None);
        await (model with { Artifact = model.Artifact.With(attachments) }).PublishAsync(shop);
    }
}
