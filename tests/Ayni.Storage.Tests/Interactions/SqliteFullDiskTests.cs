using Microsoft.Data.Sqlite;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Interactions;

/// <summary>A database that may not grow stands for a full disk.</summary>
public sealed class SqliteFullDiskTests(SqliteFixture fixture) : IClassFixture<SqliteFixture>
{
    private const int SqliteFull = 13;

    [Fact]
    public async Task AppendAsync_NoSpaceLeft_WritesNothingAndGoesOnWhenThereIsSpace()
    {
        var storage = await fixture.OpenAsync();
        await storage.Log.AppendAsync([View("before")]);
        await SetMaxPagesAsync(storage, 1);
        var rows = Views("full-", 5000);

        var exception = await Assert.ThrowsAsync<SqliteException>(() => storage.Log.AppendAsync(rows));

        Assert.Equal(SqliteFull, exception.SqliteErrorCode);
        Assert.Equal(1, await storage.Log.GetHeadAsync());
        await SetMaxPagesAsync(storage, int.MaxValue);
        var results = await storage.Log.AppendAsync(rows);
        Assert.Equal([2, 5001], [results[0].Position, results[^1].Position]);
        Assert.All(results, result => Assert.False(result.IsDuplicate));
    }

    [Fact]
    public async Task GetHeadAsync_Closed_SaysSo()
    {
        var storage = await AyniStorage.OpenAsync(fixture.Options, fixture.Clock);
        await storage.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => storage.Log.GetHeadAsync());
    }

    // The limit belongs to the connection, and there is one for writing. It is never less than the pages in use.
    private static async Task SetMaxPagesAsync(AyniStorage storage, int pages) => await storage.Database.WriteAsync(
        connection => connection.ScalarAsync($"PRAGMA max_page_count = {pages}"), CancellationToken.None);
}
