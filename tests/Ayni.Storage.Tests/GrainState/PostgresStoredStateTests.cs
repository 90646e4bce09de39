using Ayni.Storage.GrainState;
using Ayni.Storage.Tests.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Storage;

namespace Ayni.Storage.Tests.GrainState;

/// <summary>Through the provider of a silo.</summary>
public sealed class PostgresStoredStateTests(PostgresFixture fixture)
    : StoredStateContract, IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private IHost? _host;

    public async Task InitializeAsync()
    {
        if (PostgresFixture.AdminConnectionString is null)
            return;
        await fixture.OpenAsync();
        _host = await PostgresSilo.StartAsync(fixture.Options.PostgresConnectionString!);
    }

    public async Task DisposeAsync()
    {
        if (_host is null)
            return;
        await _host.StopAsync();
        _host.Dispose();
    }

    [SkippableFact]
    public async Task ReadStateAsync_WrittenByOrleansOwnSerializer_ComesBackAndIsWrittenAnew()
    {
        var storage = await OpenAsync();
        var grain = GrainId.Create("user", "u1");
        await storage.WriteStateAsync("profile", grain, new GrainState<Profile> { State = new Profile() });
        await using var source = NpgsqlDataSource.Create(fixture.Options.PostgresConnectionString!);
        await using var replace = source.CreateCommand(
            "UPDATE ayni.grain_state SET payload = $1 WHERE grain_id = 'user/u1'");
        replace.Parameters.AddWithValue(await File.ReadAllTextAsync(StoredStateFiles.PathOf("profile.postgres.json")));
        Assert.Equal(1, await replace.ExecuteNonQueryAsync());

        var state = new GrainState<Profile>();
        await storage.ReadStateAsync("profile", grain, state);

        Assert.Equal("wholesale", state.State!.Segment);
        Assert.False(state.State.ConsentsToPersonalization);
        await storage.WriteStateAsync("profile", grain, state);
        await using var read = source.CreateCommand(
            "SELECT payload FROM ayni.grain_state WHERE grain_id = 'user/u1'");
        Assert.StartsWith("{\"v\":1,", (string?)await read.ExecuteScalarAsync(), StringComparison.Ordinal);
    }

    protected override string ServiceId => PostgresSilo.Service;

    protected override async Task<IStoredStates> OpenStatesAsync() => (await fixture.OpenAsync()).States;

    protected override Task<IGrainStorage> OpenAsync()
    {
        Skip.If(_host is null, PostgresFixture.SkipReason);
        return Task.FromResult(_host.Services.GetRequiredKeyedService<IGrainStorage>(PostgresSilo.Storage));
    }

    private sealed record Profile
    {
        public string? Segment { get; init; }

        public bool ConsentsToPersonalization { get; init; } = true;
    }
}
