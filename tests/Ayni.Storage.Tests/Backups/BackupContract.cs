using Ayni.Domain.Errors;
using Ayni.Domain.Retention;
using Ayni.Storage.Backups;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Backups;

/// <summary>What a backup of a store is worth, whichever database it is of and goes into.</summary>
public abstract class BackupContract(StorageFixture source) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ayni-backup-");

    protected StorageFixture Source => source;

    /// <summary>Whether into PostgreSQL.</summary>
    public static TheoryData<bool> Databases => [false, true];

    public Task InitializeAsync() => source.InitializeAsync();

    public async Task DisposeAsync()
    {
        await source.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [SkippableTheory]
    [MemberData(nameof(Databases))]
    public async Task RunAsync_IntoEitherDatabase_GivesTheSameStore(bool postgres)
    {
        await PlantedStore.PlantAsync(source);
        var first = await BackUpAsync(source, "first");
        await using var target = await TargetAsync(postgres);

        var report = await RestoreAsync("first", target.Fixture);

        var before = await PlantedStore.DescribeAsync(await source.OpenAsync());
        var after = await PlantedStore.DescribeAsync(await target.Fixture.OpenAsync());
        Assert.Equal(before, after);
        Assert.Empty(await (await target.Fixture.OpenAsync()).Models.ListAsync("runs/"));
        Assert.Equal(first.LogPosition, report.Manifest.LogPosition);
        var second = await BackUpAsync(target.Fixture, "second");
        Assert.Equal(Rows(first), Rows(second));
        Assert.Equal(await StatesAsync("first"), await StatesAsync("second"));
    }

    [SkippableFact]
    public async Task WriteAsync_WhileEventsStreamIn_HoldsAllUpToItsPositionAndNoneAfter()
    {
        var stores = await source.OpenAsync();
        await stores.Log.AppendBulkAsync(Stream(Views("old-", 20_000)));
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4)
            .Select(writer => AppendUntilAsync(stores, $"w{writer}-", stop.Token)).ToList();

        var manifest = await BackUpAsync(source, "busy");
        await stop.CancelAsync();
        var acknowledged = (await Task.WhenAll(writers)).SelectMany(ids => ids).ToDictionary();

        await using var target = await TargetAsync(postgres: false);
        await RestoreAsync("busy", target.Fixture);
        var restored = await (await target.Fixture.OpenAsync()).Log.ReadAsync(0, 1_000_000);
        Assert.Equal(
            Enumerable.Range(1, (int)manifest.LogPosition).Select(position => (long)position),
            restored.Select(row => row.Position));
        Assert.True(manifest.LogPosition >= 20_000, $"Only {manifest.LogPosition}.");
        foreach (var row in restored.Where(row => row.Interaction.EventId[0] == 'w'))
            Assert.Equal(acknowledged[row.Interaction.EventId], row.Position);
    }

    [SkippableFact]
    public async Task RunAsync_IntoAStoreThatIsNotEmpty_IsRefusedAndChangesNothing()
    {
        var stores = await source.OpenAsync();
        await stores.Log.AppendAsync([View("kept")]);
        await BackUpAsync(source, "small");

        var refused = await Assert.ThrowsAsync<AyniException>(() => RestoreAsync("small", source));

        Assert.Equal(ErrorCodes.Conflict, refused.Code);
        Assert.Contains("is not empty", refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            source.Options.UsesPostgres ? "--postgres" : "--data", refused.Message, StringComparison.Ordinal);
        Assert.Equal("kept", Assert.Single(await stores.Log.ReadAsync(0, 10)).Interaction.EventId);
    }

    [SkippableFact]
    public async Task WriteAsync_FileIsThere_IsRefusedAndLeavesIt()
    {
        await source.OpenAsync();
        await File.WriteAllTextAsync(PathOf("taken"), "mine");

        var refused = await Assert.ThrowsAsync<AyniException>(() => BackUpAsync(source, "taken"));

        Assert.Contains("is there already", refused.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(PathOf("taken")));
    }

    [SkippableFact]
    public async Task WriteAsync_StoreOfANewerProgram_IsRefusedWithBothVersions()
    {
        var stores = await source.OpenAsync();
        await stores.Database.WriteAsync(
            connection => connection.ExecuteAsync(
                "INSERT INTO schema_version (version, applied_at_ms) VALUES (999, 0)"),
            CancellationToken.None);

        var refused = await Assert.ThrowsAsync<AyniException>(() => BackUpAsync(source, "newer"));

        Assert.Contains("999", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"{Sqlite.SqliteSchema.Migrations.Count}", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("newer")));
    }

    [SkippableFact]
    public async Task RunAsync_BrokenOffAnywhere_LeavesAStoreThatSaysSoAndCanBeRestoredAgain()
    {
        await PlantedStore.PlantAsync(source);
        await BackUpAsync(source, "whole");
        var steps = 0;
        await using (var counted = await TargetAsync(source.Options.UsesPostgres))
            await RestoreAsync(
                "whole", counted.Fixture, new Relay(progress => steps += progress.Part == "check" ? 0 : 1));
        Assert.True(steps > 10, $"Only {steps} steps.");

        await using var target = await TargetAsync(source.Options.UsesPostgres);
        for (var broken = 1; broken <= steps; broken++)
        {
            var step = 0;
            await Assert.ThrowsAsync<IOException>(() => RestoreAsync("whole", target.Fixture, new Relay(progress =>
            {
                if (progress.Part != "check" && ++step == broken)
                    throw new IOException("The disk is gone.");
            })));

            var refused = await Assert.ThrowsAsync<AyniException>(
                () => AyniStorage.OpenAsync(target.Fixture.Options, source.Clock));
            Assert.Contains("half restored: the restore of 'whole'", refused.Message, StringComparison.Ordinal);
            Assert.Contains("run the same restore again", refused.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<AyniException>(() => BackUpAsync(target.Fixture, "half"));
        }

        await RestoreAsync("whole", target.Fixture);
        var second = await BackUpAsync(target.Fixture, "again");
        Assert.Equal(Rows(BackupFile.Open(PathOf("whole")).Manifest), Rows(second));
    }

    [SkippableFact]
    public async Task RunAsync_WithTombstonesOfTheNewerStore_BringsNobodyBack()
    {
        var stores = await source.OpenAsync();
        await stores.Log.AppendAsync([.. Views("kept-", 3, "stays"), .. Views("mine-", 4, "leaves")]);
        await PlantedStore.PutStateAsync(source.Options, "user/leaves", "profile", PlantedStore.Payload("secret"));
        await PlantedStore.PutStateAsync(source.Options, "user/stays", "profile", PlantedStore.Payload("kept"));
        await BackUpAsync(source, "before");
        await stores.Log.AppendAsync(Views("later-", 2, "leaves"));
        await stores.Log.EraseUserAsync("leaves");
        await BackUpAsync(source, "after");

        ErasureSource[] sources = [new(null, source.Options), new(PathOf("after"), null)];
        foreach (var newer in sources)
        {
            await using var target = await TargetAsync(source.Options.UsesPostgres);
            var report = await StoreRestore.RunAsync(
                new RestoreRequest { File = PathOf("before"), Storage = target.Fixture.Options, Erased = newer },
                source.Clock);

            Assert.Equal((4, 1), (report.ErasedInteractions, report.ErasedShoppers));
            var restored = await target.Fixture.OpenAsync();
            Assert.All(await restored.Log.ReadAsync(0, 100), row => Assert.Equal("stays", row.Interaction.UserId));
            Assert.Equal(9, await restored.Log.GetHeadAsync());
            Assert.Equal([4, 5, 6, 7, 8, 9], await restored.Erased.ReadErasedAsync(0, 100));
            Assert.Equal(1, await restored.Copies.GetErasuresAsync());
            var late = await restored.Log.AppendAsync(
                [View("mine-2", "leaves"), View("later-1", "leaves"), View("new")]);
            Assert.Equal([true, true, false], late.Select(result => result.IsDuplicate));
            Assert.Equal(10, late[2].Position);
            await BackUpAsync(target.Fixture, $"erased-{newer.File is null}");
            Assert.Equal(
                [$"user/stays profile {PlantedStore.Payload("kept")}"],
                await StatesAsync($"erased-{newer.File is null}"));
        }
    }

    [SkippableFact]
    public async Task RunAsync_WithTombstonesOfTheNewerStore_TakesProfilesAndUnknownEventsToo()
    {
        var stores = await source.OpenAsync();
        await stores.Log.AppendAsync(Views("other-", 2, "quiet"));
        await PlantedStore.PutStateAsync(source.Options, "user/quiet", "profile", PlantedStore.Payload("secret"));
        await PlantedStore.PutStateAsync(source.Options, "user/shy", "profile", PlantedStore.Payload("secret"));
        await PlantedStore.PutStateAsync(source.Options, "user/stays", "profile", PlantedStore.Payload("kept"));
        await BackUpAsync(source, "before");
        await stores.Erasures.EraseAsync("quiet");
        await stores.Erasures.EraseAsync("shy");
        await BackUpAsync(source, "after");

        ErasureSource[] sources = [new(null, source.Options), new(PathOf("after"), null)];
        foreach (var newer in sources)
        {
            await using var target = await TargetAsync(source.Options.UsesPostgres);
            var report = await StoreRestore.RunAsync(
                new RestoreRequest { File = PathOf("before"), Storage = target.Fixture.Options, Erased = newer },
                source.Clock);

            Assert.Equal((2, 2), (report.ErasedInteractions, report.ErasedShoppers));
            var restored = await target.Fixture.OpenAsync();
            Assert.Empty(await restored.Log.ReadAsync(0, 100));
            // Dated before the erasure, under an id that nobody has seen.
            var again = await restored.Log.AppendAsync(
                [View("copied", "quiet") with { Timestamp = source.Clock.GetUtcNow().AddMinutes(-1) }]);
            Assert.True(again.Single().IsErased);
            await BackUpAsync(target.Fixture, $"quiet-{newer.File is null}");
            Assert.Equal(
                [$"user/stays profile {PlantedStore.Payload("kept")}"],
                await StatesAsync($"quiet-{newer.File is null}"));
        }
    }

    [SkippableFact]
    public async Task RunAsync_WithTombstonesOfAStoreThatDeletedByAge_TakesNobodysProfile()
    {
        var stores = await source.OpenAsync();
        await stores.Log.AppendAsync([.. Views("aged-", 3, "stays"), .. Views("mine-", 2, "leaves")]);
        await PlantedStore.PutStateAsync(source.Options, "user/stays", "profile", PlantedStore.Payload("kept"));
        await BackUpAsync(source, "before-age");
        var claim = new RetentionClaim("test", Noon, TimeSpan.FromMinutes(1));
        await stores.Retention.ClaimAsync(claim);
        var order = new RetentionOrder(RetainedType.Of("view"), 1, Noon.AddDays(1), Noon);
        await stores.Retention.DeleteAsync(claim, order, null, 2);
        await stores.Retention.ReleaseAsync("test");
        await stores.Log.EraseUserAsync("leaves");
        await BackUpAsync(source, "after-age");

        ErasureSource[] sources = [new(null, source.Options), new(PathOf("after-age"), null)];
        foreach (var newer in sources)
        {
            await using var target = await TargetAsync(source.Options.UsesPostgres);
            var report = await StoreRestore.RunAsync(
                new RestoreRequest { File = PathOf("before-age"), Storage = target.Fixture.Options, Erased = newer },
                source.Clock);

            Assert.Equal((2, 1), (report.ErasedInteractions, report.ErasedShoppers));
            var restored = await target.Fixture.OpenAsync();
            Assert.Equal([1, 2, 3], (await restored.Log.ReadAsync(0, 100)).Select(row => row.Position));
            await BackUpAsync(target.Fixture, $"aged-{newer.File is null}");
            Assert.Equal(
                [$"user/stays profile {PlantedStore.Payload("kept")}"],
                await StatesAsync($"aged-{newer.File is null}"));
        }
    }

    [SkippableFact]
    public async Task WriteAsync_RunOfTrainingThatIsNotOver_IsLeftOut()
    {
        await source.OpenAsync();
        await PlantedStore.PutStateAsync(
            source.Options, "trainer/under-way", "run", """{"v":1,"state":{"Status":{"RunId":"r","EndedAt":null}}}""");
        await PlantedStore.PutStateAsync(
            source.Options, "trainer/over", "run",
            """{"v":1,"state":{"Status":{"RunId":"r","EndedAt":"2026-01-01T00:00:00Z"}}}""");

        await BackUpAsync(source, "runs");

        Assert.StartsWith("trainer/over", Assert.Single(await StatesAsync("runs")), StringComparison.Ordinal);
    }

    protected string PathOf(string name) => Path.Combine(_folder.FullName, name);

    protected Task<BackupManifest> BackUpAsync(
        StorageFixture from, string name, IProgress<BackupProgress>? progress = null) => StoreBackup.WriteAsync(
            new BackupRequest { File = PathOf(name), Storage = from.Options, ProgramVersion = "1.2.3" },
            from.Clock,
            progress);

    protected Task<RestoreReport> RestoreAsync(
        string name, StorageFixture into, IProgress<BackupProgress>? progress = null) => StoreRestore.RunAsync(
            new RestoreRequest { File = PathOf(name), Storage = into.Options }, into.Clock, progress);

    protected static async Task<Target> TargetAsync(bool postgres)
    {
        Skip.If(postgres && PostgresFixture.AdminConnectionString is null, PostgresFixture.SkipReason);
        StorageFixture fixture = postgres ? new PostgresFixture() : new SqliteFixture();
        await fixture.InitializeAsync();
        return new Target(fixture);
    }

    private static async Task<Dictionary<string, long>> AppendUntilAsync(
        AyniStorage stores, string prefix, CancellationToken stop)
    {
        var positions = new Dictionary<string, long>();
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            foreach (var result in await stores.Log.AppendAsync(
                [View($"{prefix}{number}"), View($"{prefix}{number}b")], CancellationToken.None))
                positions.Add(result.EventId, result.Position);
        }

        return positions;
    }

    private static IEnumerable<(string, long, string)> Rows(BackupManifest manifest) => manifest.Parts
        .Where(part => part.Name != "states.ndjson")
        .Select(part => (part.Name, part.Rows, part.Sha256));

    private async Task<List<string>> StatesAsync(string name)
    {
        using var file = BackupFile.Open(PathOf(name));
        var part = file.Manifest.Parts.Single(part => part.Name == "states.ndjson");
        var states = new List<string>();
        await foreach (var row in file.RowsAsync(part, CancellationToken.None))
            states.Add($"{row[0].GetString()} {row[1].GetString()} {row[2].GetString()}");
        return [.. states.Order(StringComparer.Ordinal)];
    }

    protected sealed record Target(StorageFixture Fixture) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Fixture.DisposeAsync();
    }

    protected sealed class Relay(Action<BackupProgress> report) : IProgress<BackupProgress>
    {
        public void Report(BackupProgress value) => report(value);
    }
}
