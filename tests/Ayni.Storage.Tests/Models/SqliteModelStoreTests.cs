namespace Ayni.Storage.Tests.Models;

public sealed class SqliteModelStoreTests(SqliteFixture fixture)
    : ModelStoreContract(fixture), IClassFixture<SqliteFixture>
{
}
