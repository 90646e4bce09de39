using Ayni.Storage.Backups;
using Ayni.Storage.Postgres;
using Npgsql;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Cluster;

/// <summary>States that an earlier program left in the table of Orleans' provider; a database each test.</summary>
public sealed class GrainStateMoveTests : IAsyncLifetime
{
    private readonly PostgresFixture _fixture = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ayni-move-");

    private string Database => _fixture.Options.PostgresConnectionString!;

    [SkippableFact]
    public async Task InitializeAsync_StatesOfAnEarlierProgram_AreReadFromThenOn()
    {
        await using (var storage = await _fixture.OpenAsync())
            await storage.Log.AppendAsync([View("e1", "ABC"), View("e2", "007"), View("e3", "7")]);
        await PutAsync("profile", "u/ñ", Payload("text"));
        await PutAsync("profile", "abc", Payload("hexadecimal"));
        await PutAsync("profile", "7", Payload("shared"));
        await PutAsync("profile", "12", Payload("unknown to the log"));
        await PutAsync("profile", "gone", null);
        await PutAsync("model-registry", "default", Payload("registry"));
        await AdoNetTable.PutAsync(Database, "another", "profile", "u/ñ", Payload("of another service"));

        await using var moved = await AyniStorage.OpenAsync(_fixture.Options, _fixture.Clock);

        Assert.Equal("text", await FindAsync(moved, "user/u/ñ"));
        Assert.Equal("hexadecimal", await FindAsync(moved, "user/ABC"));
        Assert.Null(await FindAsync(moved, "user/abc"));
        Assert.Equal(("shared", "shared"), (await FindAsync(moved, "user/7"), await FindAsync(moved, "user/007")));
        Assert.Equal("unknown to the log", await FindAsync(moved, "user/12"));
        Assert.Null(await FindAsync(moved, "user/gone"));
        Assert.Equal("registry", await FindAsync(moved, "modelregistry/default", "model-registry"));
        Assert.Equal("of another service", await FindAsync(moved, "user/u/ñ", service: "another"));
        Assert.Equal(true, await ScalarAsync("SELECT to_regclass('public.orleans_grain_state') IS NULL"));
    }

    [SkippableFact]
    public async Task InitializeAsync_MoreThanABatch_MovesEveryOneOnce()
    {
        await (await _fixture.OpenAsync()).DisposeAsync();
        await PutAsync("profile", "u0", Payload("0"));
        await ScalarAsync(
            "INSERT INTO orleans_grain_state SELECT service_id, state_name, 'u' || n, 0, 0, 1, now(), payload "
            + "FROM orleans_grain_state, generate_series(1, 4999) AS n RETURNING 1");

        var opened = await Task.WhenAll(Enumerable.Range(0, 3).Select(
            _ => AyniStorage.OpenAsync(_fixture.Options, _fixture.Clock)));

        Assert.Equal(5000L, await ScalarAsync("SELECT count(*) FROM ayni.grain_state"));
        foreach (var storage in opened)
            await storage.DisposeAsync();
    }

    [SkippableFact]
    public async Task InitializeAsync_StatesOfNoGrainThatIsKnown_Stay()
    {
        await (await _fixture.OpenAsync()).DisposeAsync();
        await PutAsync("profile", "u", Payload("known"));
        await PutAsync("of-a-fork", "u", Payload("unknown"));

        await using var moved = await AyniStorage.OpenAsync(_fixture.Options, _fixture.Clock);

        Assert.Equal("known", await FindAsync(moved, "user/u"));
        Assert.Equal("of-a-fork", await ScalarAsync("SELECT string_agg(state_name, ',') FROM orleans_grain_state"));
    }

    [SkippableFact]
    public async Task WriteAsync_ABackupBeforeTheUpgrade_HoldsThem()
    {
        await using (var storage = await _fixture.OpenAsync())
            await storage.Log.AppendAsync([View("e1", "ABC")]);
        await PutAsync("profile", "abc", Payload("hexadecimal"));
        var file = Path.Combine(_folder.FullName, "shop.zip");
        await StoreBackup.WriteAsync(
            new BackupRequest { File = file, Storage = _fixture.Options, ProgramVersion = "1" }, _fixture.Clock);
        var place = new StorageOptions { DataDirectory = Path.Combine(_folder.FullName, "restored") };

        await StoreRestore.RunAsync(new RestoreRequest { File = file, Storage = place }, _fixture.Clock);

        await using var restored = await AyniStorage.OpenAsync(place, _fixture.Clock);
        Assert.Equal("hexadecimal", await FindAsync(restored, "user/ABC"));
        Assert.Null(await FindAsync(restored, "user/abc"));
    }

    [Theory]
    [InlineData("u1")]
    [InlineData("0017")]
    [InlineData("17")]
    [InlineData("abc")]
    [InlineData("ABC")]
    [InlineData("0")]
    [InlineData("00000000000000001")]
    [InlineData("17+x")]
    [InlineData("550e8400e29b41d4a716446655440000")]
    [InlineData("550E8400E29B41D4A716446655440000")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    public void Spellings_AKeyAsTheProviderKeepsIt_AreOfItAndHaveIt(string key)
    {
        var parts = AdoNetTable.PartsOf(GrainId.Create("user", key));

        var spellings = AdoNetGrainKey.Spellings(parts.Text, parts.First, parts.Second);

        Assert.Contains(key, spellings);
        Assert.All(
            spellings, spelling => Assert.Equal(parts, AdoNetTable.PartsOf(GrainId.Create("user", spelling))));
    }

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return _fixture.DisposeAsync();
    }

    private static string Payload(string text) => $$$"""{"v":1,"state":{"Text":"{{{text}}}"}}""";

    private static async Task<string?> FindAsync(
        AyniStorage storage, string grain, string state = "profile", string service = "ayni") =>
        (await storage.States.FindAsync<Note>(service, state, GrainId.Parse(grain), CancellationToken.None))?.Text;

    private Task PutAsync(string state, string key, string? payload) =>
        AdoNetTable.PutAsync(Database, "ayni", state, key, payload);

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private sealed record Note
    {
        public string? Text { get; init; }
    }
}
