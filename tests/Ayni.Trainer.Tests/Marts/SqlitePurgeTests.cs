namespace Ayni.Trainer.Tests.Marts;

public sealed class SqlitePurgeTests : PurgeContract
{
    private protected override Task<MartShop> OpenShopAsync() => MartShop.OpenAsync();
}
