using System.Diagnostics;
using System.Net;
using Ayni.Domain.Access;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Silo.Security;
using Ayni.Storage;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Security;

/// <summary>Keys made and taken back by another process are heeded by a gateway that runs.</summary>
public sealed class RotationTests
{
    // Stated is a second: the register is read every half of one. The rest is for a machine that is busy.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Sqlite_KeyOfAnotherProcess_IsHonouredThenRefused()
    {
        using var folder = new TemporaryFolder();
        await using var gateway = await RunningGateway.StartAsync(folder.Path, $"--Ayni:ApiKey={Keys.Admin}");

        await CheckAsync(new StorageOptions { DataDirectory = folder.Path }, gateway.Client);
    }

    [SkippableFact]
    public async Task Postgres_KeyOfAnotherProcess_IsHonouredThenRefusedByEveryGateway()
    {
        Skip.If(TemporaryDatabase.Admin is null, "AYNI_TEST_POSTGRES is not set");
        await using var database = await TemporaryDatabase.CreateAsync(TemporaryDatabase.Admin);
        await using var one = await RunningGateway.StartAsync(
            null, [.. ClusterSettings.On(database), $"--Ayni:ApiKey={Keys.Admin}"]);
        await using var two = await RunningGateway.StartAsync(
            null, [.. ClusterSettings.On(database), $"--Ayni:ApiKey={Keys.Admin}"]);

        await CheckAsync(
            new StorageOptions { PostgresConnectionString = database.ConnectionString }, one.Client, two.Client);
        var key = await one.Client.MakeAsync("by one", """["monitor"]""");
        await WaitAsync(key, HttpStatusCode.OK, two.Client);
    }

    private static async Task CheckAsync(StorageOptions options, params GatewayClient[] clients)
    {
        await using var stores = await AyniStorage.OpenAsync(options, TimeProvider.System);
        var keys = new KeyAdministration(stores.Keys, TimeProvider.System);
        var issued = await keys.AddAsync("elsewhere", AccessScopes.Monitor, isPublic: false, expiresAt: null);
        await WaitAsync(issued.Text, HttpStatusCode.OK, clients);
        var next = await keys.RotateAsync("elsewhere", TimeSpan.Zero);
        await WaitAsync(issued.Text, HttpStatusCode.Unauthorized, clients);
        await WaitAsync(next.Text, HttpStatusCode.OK, clients);
        await keys.RevokeAsync("elsewhere");
        await WaitAsync(next.Text, HttpStatusCode.Unauthorized, clients);
    }

    private static async Task WaitAsync(string key, HttpStatusCode wanted, params GatewayClient[] clients)
    {
        var watch = Stopwatch.StartNew();
        foreach (var client in clients)
        {
            while ((await client.AsAsync(key, "GET", "/v1/status")).Status != wanted)
            {
                Assert.True(watch.Elapsed < Limit, $"Not {wanted} within {watch.Elapsed}");
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }
}
