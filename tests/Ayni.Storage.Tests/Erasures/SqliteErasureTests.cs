using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Erasures;

public sealed class SqliteErasureTests(SqliteFixture fixture) : ErasureContract(fixture), IClassFixture<SqliteFixture>
{
    [Fact]
    public async Task EraseAsync_TheLogBeforeTheFile_IsEmptied()
    {
        var storage = await fixture.OpenAsync();
        var written = Path.Combine(fixture.Options.DataDirectory, "ayni.db-wal");
        await storage.Log.AppendAsync(Views("emptied-", 300, "emptied"));
        Assert.True(new FileInfo(written).Length > 0);

        await storage.Erasures.EraseAsync("emptied");

        Assert.Equal(0, new FileInfo(written).Length);
    }

    protected override StorageFixture NewPlace() => new SqliteFixture();
}
