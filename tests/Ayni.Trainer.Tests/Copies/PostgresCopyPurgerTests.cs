using Ayni.Storage;
using Ayni.Trainer.Tests.Marts;

namespace Ayni.Trainer.Tests.Copies;

[Collection(PostgresDatabase.Collection)]
public sealed class PostgresCopyPurgerTests : CopyPurgerContract
{
    private protected override Task UseShopAsync(Func<MartShop, Task> test) =>
        PostgresDatabase.UseAsync(async connection =>
        {
            await using var shop = await MartShop.OpenAsync(
                new StorageOptions { PostgresConnectionString = connection });
            await test(shop);
        });
}
