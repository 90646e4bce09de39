namespace Ayni.Storage.Tests;

/// <summary>A temporary data directory.</summary>
public sealed class SqliteFixture : StorageFixture
{
    public override StorageOptions Options { get; } = new()
    {
        DataDirectory = Directory.CreateTempSubdirectory("ayni-storage-").FullName,
    };

    public override Task InitializeAsync() => Task.CompletedTask;

    protected override Task RemoveAsync()
    {
        Directory.Delete(Options.DataDirectory, recursive: true);
        return Task.CompletedTask;
    }
}
