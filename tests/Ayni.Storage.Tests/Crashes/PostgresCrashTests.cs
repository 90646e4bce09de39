using Ayni.Domain.Catalog;
using Npgsql;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Crashes;

/// <summary>Stores that stay open while their PostgreSQL crashes and comes back.</summary>
public sealed class PostgresCrashTests
{
    /// <summary>Each attempt uses up at most one connection that the crash left dead in the pool.</summary>
    private const int MaxAttempts = 20;

    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    [SkippableFact]
    public async Task Stores_ServerCrashesAndComesBack_KeepWhatTheyAcknowledgedAndGoOn()
    {
        Skip.IfNot(PostgresServer.IsAvailable, PostgresServer.SkipReason);
        await using var server = await PostgresServer.StartNewAsync();
        var options = new StorageOptions { PostgresConnectionString = server.ConnectionString };
        await using var storage = await AyniStorage.OpenAsync(options, TimeProvider.System);
        await storage.Log.AppendAsync(Views("before-", 5));
        await storage.Catalog.UpsertAsync([new Product { ProductId = "before", Name = "n" }]);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => storage.Log.ReadAsync(0, 10)));
        var seen = await storage.Changes.WaitAsync(0, OneHour);

        await server.CrashAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => storage.Log.AppendAsync([View("during")]));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => storage.Catalog.GetHeadAsync());
        await server.StartAsync();

        var appended = await AgainAsync(() => storage.Log.AppendAsync([View("during")]));
        Assert.Equal(6, appended[0].Position);
        Assert.Equal(6, (await AgainAsync(() => storage.Log.ReadAsync(0, 10))).Count);
        Assert.Equal(1, await AgainAsync(() => storage.Catalog.GetHeadAsync()));
        Assert.True(await storage.Changes.WaitAsync(seen, OneHour) > seen);
    }

    private static async Task<T> AgainAsync<T>(Func<Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (NpgsqlException exception) when (attempt < MaxAttempts)
            {
                Assert.True(exception.IsTransient, exception.ToString());
            }
        }
    }
}
