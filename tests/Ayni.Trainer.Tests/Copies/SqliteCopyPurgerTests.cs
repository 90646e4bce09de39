using Ayni.Trainer.Tests.Marts;

namespace Ayni.Trainer.Tests.Copies;

public sealed class SqliteCopyPurgerTests : CopyPurgerContract
{
    private protected override async Task UseShopAsync(Func<MartShop, Task> test)
    {
        await using var shop = await MartShop.OpenAsync();
        await test(shop);
    }
}
