using Ayni.Domain.Errors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Storage;

namespace Ayni.Storage.Tests.Cluster;

/// <summary>Orleans' tables as the stores make them, each test on a database of its own.</summary>
public sealed class OrleansTablesTests : IAsyncLifetime
{
    /// <summary>The keys that the providers of clustering and reminders ask for.</summary>
    private static readonly string[] Keys =
    [
        "CleanupDefunctSiloEntriesKey", "CleanupDefunctSiloEntryKey",
        "DeleteMembershipTableEntriesKey", "DeleteReminderRowKey", "DeleteReminderRowsKey",
        "GatewaysQueryKey", "InsertMembershipKey", "InsertMembershipVersionKey", "MembershipReadAllKey",
        "MembershipReadRowKey", "ReadRangeRows1Key", "ReadRangeRows2Key", "ReadReminderRowKey",
        "ReadReminderRowsKey", "UpdateIAmAlivetimeKey", "UpdateMembershipKey", "UpsertReminderRowKey",
    ];

    private readonly PostgresFixture _fixture = new();

    [SkippableFact]
    public async Task InitializeAsync_ThreeAtOnceOnAnEmptyDatabase_HoldsEveryKeyOnce()
    {
        var storages = Enumerable.Range(0, 3).Select(_ => new AyniStorage(_fixture.Options, _fixture.Clock)).ToList();

        await Task.WhenAll(storages.Select(storage => storage.InitializeAsync()));

        Assert.Equal(Keys, await KeysAsync());
        foreach (var storage in storages)
            await storage.DisposeAsync();
    }

    [SkippableFact]
    public async Task InitializeAsync_QueriesOfAnotherRelease_BecomeThoseOfThisOne()
    {
        await _fixture.OpenAsync();
        var texts = await TextsAsync();
        await ExecuteAsync(
            "UPDATE OrleansQuery SET QueryText = 'SELECT older FROM orleans_silo'; "
            + "DELETE FROM OrleansQuery WHERE QueryKey = 'CleanupDefunctSiloEntryKey'; "
            + "INSERT INTO OrleansQuery VALUES ('OfAnotherProviderKey', 'SELECT 1')");

        await _fixture.OpenAsync();

        Assert.Equal(
            texts.Append("SELECT 1").Order(StringComparer.Ordinal),
            (await TextsAsync()).Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task InitializeAsync_SearchPathGiven_MakesThemThere()
    {
        await ExecuteAsync("CREATE SCHEMA of_orleans");
        var given = new NpgsqlConnectionStringBuilder(_fixture.Options.PostgresConnectionString!)
        {
            SearchPath = "of_orleans,public",
        };
        var options = new StorageOptions { PostgresConnectionString = given.ToString() };

        await using var storage = await AyniStorage.OpenAsync(options, _fixture.Clock);

        Assert.Equal(
            "of_orleans",
            await ScalarAsync("SELECT schemaname::text FROM pg_tables WHERE tablename = 'orleansquery'"));
        Assert.Equal(0L, await ScalarAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    [SkippableFact]
    public async Task InitializeAsync_QueriesOfAnotherProgram_AreRefusedAndLeftAlone()
    {
        await ExecuteAsync(
            "CREATE TABLE OrleansQuery (QueryKey varchar(64) PRIMARY KEY, QueryText varchar(8000) NOT NULL); "
            + "INSERT INTO OrleansQuery VALUES ('WriteToStorageKey', 'SELECT * FROM WriteToStorage(@GrainIdHash)')");

        var exception = await Assert.ThrowsAsync<AyniException>(() => _fixture.OpenAsync());

        Assert.Contains("another program", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["WriteToStorageKey"], await KeysAsync());
    }

    [SkippableFact]
    public async Task Silo_StartedAgain_FindsItsStateAndItsReminder()
    {
        await _fixture.OpenAsync();
        var grain = GrainId.Create("trainer", "default");
        var due = new DateTime(2026, 1, 1, 3, 0, 0, DateTimeKind.Utc);
        using (var first = await PostgresSilo.StartAsync(_fixture.Options.PostgresConnectionString!))
        {
            var state = new GrainState<string> { State = "kept" };
            await Storage(first).WriteStateAsync("run", grain, state);
            await first.Services.GetRequiredService<IReminderTable>().UpsertRow(new ReminderEntry
            {
                GrainId = grain,
                ReminderName = "nightly",
                StartAt = due,
                Period = TimeSpan.FromDays(1),
            });
            await first.StopAsync();
        }

        await _fixture.OpenAsync();
        using var second = await PostgresSilo.StartAsync(_fixture.Options.PostgresConnectionString!);

        var read = new GrainState<string>();
        await Storage(second).ReadStateAsync("run", grain, read);
        Assert.Equal("kept", read.State);
        var reminder = await second.Services.GetRequiredService<IReminderTable>().ReadRow(grain, "nightly");
        Assert.Equal(due, reminder?.StartAt);
        await second.StopAsync();
    }

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    private static IGrainStorage Storage(IHost host) =>
        host.Services.GetRequiredKeyedService<IGrainStorage>(PostgresSilo.Storage);

    private async Task<string[]> KeysAsync() => [.. ((string[])(await ScalarAsync(
        "SELECT array_agg(QueryKey::text) FROM OrleansQuery"))!).Order(StringComparer.Ordinal)];

    private async Task<string[]> TextsAsync() =>
        (string[])(await ScalarAsync("SELECT array_agg(QueryText::text ORDER BY QueryKey) FROM OrleansQuery"))!;

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_fixture.Options.PostgresConnectionString!);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_fixture.Options.PostgresConnectionString!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
