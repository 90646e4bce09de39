using Ayni.Domain;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Changes;

public sealed class PostgresChangeSignalTests(PostgresFixture fixture)
    : ChangeSignalContract(fixture), IClassFixture<PostgresFixture>
{
    private const string Sentinel = "sentinel";

    private readonly PostgresFixture _fixture = fixture;

    [SkippableFact]
    public async Task WaitAsync_WrittenByAnotherProcess_EndsIt()
    {
        var reader = await _fixture.OpenAsync();
        var writer = await _fixture.OpenAsync();
        var seen = await ListeningAsync(reader);

        await writer.Log.AppendAsync([View("signal-elsewhere")]);

        Assert.Equal(seen + 1, await reader.Changes.WaitAsync(seen, OneHour));
    }

    [SkippableFact]
    public async Task WaitAsync_ListeningConnectionEnded_NudgesOnceItIsBackAndGoesOn()
    {
        await using var storage = await OpenNamedAsync("ended");
        await using var source = NpgsqlDataSource.Create(_fixture.Options.PostgresConnectionString!);
        var seen = await ListeningAsync(storage);
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(1, await ScalarAsync(source, "count(pg_terminate_backend(pid))", "ended"));
            Assert.Equal(seen + 1, await storage.Changes.WaitAsync(seen, OneHour));

            await storage.Log.AppendAsync([View($"signal-after-{round}")]);
            Assert.Equal(seen + 2, await storage.Changes.WaitAsync(seen + 1, OneHour));
            seen += 2;
        }
    }

    [SkippableFact]
    public async Task Listening_UntilSomebodyAsksAndAfterClosing_HasNoConnection()
    {
        await using var source = NpgsqlDataSource.Create(_fixture.Options.PostgresConnectionString!);
        var storage = await OpenNamedAsync("closed");
        await storage.Log.AppendAsync([View("signal-unasked")]);
        Assert.Equal(0, await ScalarAsync(source, "count(*)", "closed"));
        await ListeningAsync(storage);
        Assert.Equal(1, await ScalarAsync(source, "count(*)", "closed"));

        await storage.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => storage.Changes.Current);
        while (await ScalarAsync(source, "count(*)", "closed") > 0)
            await Task.Yield();
    }

    [SkippableFact]
    public async Task Dispose_ByAContainerThatHandedItOut_IsDoneOnce()
    {
        await using var provider = new ServiceCollection().AddAyniStorage(_fixture.Options).BuildServiceProvider();
        var signal = provider.GetRequiredService<IChangeSignal>();
        Assert.True(signal.Current >= 0);

        // The container closes what it handed out, and then the storage, which owns it.
        await provider.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => signal.Current);
    }

    [SkippableFact]
    public async Task Write_ThatChangesNothing_NudgesNobody()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Log.AppendAsync([View("signal-known")]);
        await using var listener = new NpgsqlConnection(_fixture.Options.PostgresConnectionString);
        await listener.OpenAsync();
        var heard = new List<string>();
        listener.Notification += (_, notification) => heard.Add(notification.Payload);
        await listener.ExecuteAsync("LISTEN ayni_changes");

        await WriteNothingAsync(storage, "signal-known");
        await storage.Database.WriteAsync(
            connection => connection.ExecuteAsync($"NOTIFY ayni_changes, '{Sentinel}'"), CancellationToken.None);
        await listener.WaitAsync();

        Assert.Equal([Sentinel], heard);
    }

    // The first nudge of a storage says that its connection listens.
    protected override Task<long> ListeningAsync(AyniStorage storage) => storage.Changes.WaitAsync(0, OneHour);

    private Task<AyniStorage> OpenNamedAsync(string name)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(_fixture.Options.PostgresConnectionString!)
        {
            ApplicationName = name,
        };
        return AyniStorage.OpenAsync(
            new StorageOptions { PostgresConnectionString = connectionString.ToString() }, _fixture.Clock);
    }

    private static async Task<long> ScalarAsync(NpgsqlDataSource source, string what, string application)
    {
        await using var command = source.CreateCommand(
            $"SELECT {what} FROM pg_stat_activity WHERE application_name = '{application}' AND query LIKE 'LISTEN%'");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
