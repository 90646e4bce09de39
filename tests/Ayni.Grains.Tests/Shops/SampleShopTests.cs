namespace Ayni.Grains.Tests.Shops;

/// <summary>Tests that have a filled <see cref="SampleShop"/> on one silo each.</summary>
public abstract class SampleShopTests : IAsyncLifetime
{
    private protected ShopCluster Shop { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Shop = await ShopCluster.StartAsync();
        await SampleShop.FillAsync(Shop);
    }

    public Task DisposeAsync() => Shop.DisposeAsync().AsTask();
}
