using Ayni.Storage.Backups;
using Ayni.Storage.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Ayni.Storage.Tests.Schema;

/// <summary>Stores of every earlier schema open, whichever database they are read into.</summary>
public sealed class EarlierStoreTests
{
    private const int First = 1;
    private const int WhenBackupsCame = 8;

    public static TheoryData<int> Versions => [.. EarlierStore.Versions];

    [Fact]
    public void Files_EverySchemaUpToTheFirstBackups_IsThere() => Assert.Equal(
        Enumerable.Range(First, WhenBackupsCame), EarlierStore.Versions.Where(version => version <= WhenBackupsCame));

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task OpenAsync_DatabaseOfAnEarlierSchema_HoldsWhatItHeld(int version)
    {
        var fixture = new SqliteFixture();
        fixture.Clock.SetUtcNow(EarlierStore.MadeAt);
        File.Copy(
            EarlierStore.DatabaseOf(version), Path.Combine(fixture.Options.DataDirectory, SqliteDatabase.FileName));

        await EarlierStore.AssertHeldAsync(await fixture.OpenAsync(), version);

        await fixture.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public Task RunAsync_ArchiveOfAnEarlierSchemaIntoSqlite_HoldsWhatItHeld(int version) =>
        RestoreAsync(new SqliteFixture(), version);

    [SkippableTheory]
    [MemberData(nameof(Versions))]
    public async Task RunAsync_ArchiveOfAnEarlierSchemaIntoPostgres_HoldsWhatItHeld(int version)
    {
        Skip.If(PostgresFixture.AdminConnectionString is null, PostgresFixture.SkipReason);
        await RestoreAsync(new PostgresFixture(), version);
    }

    private static async Task RestoreAsync(StorageFixture fixture, int version)
    {
        await fixture.InitializeAsync();
        try
        {
            var report = await StoreRestore.RunAsync(
                new RestoreRequest { File = EarlierStore.ArchiveOf(version), Storage = fixture.Options },
                new FakeTimeProvider(EarlierStore.MadeAt));

            Assert.Equal(
                (version, SqliteSchema.Migrations.Count), (report.Manifest.SchemaVersion, report.SchemaVersion));
            await EarlierStore.AssertHeldAsync(await fixture.OpenAsync(), version);
        }
        finally
        {
            await fixture.DisposeAsync();
        }
    }
}
