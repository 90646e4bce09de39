namespace Ayni.Storage.Tests.Models;

public sealed class PostgresModelStoreTests(PostgresFixture fixture)
    : ModelStoreContract(fixture), IClassFixture<PostgresFixture>
{
}
