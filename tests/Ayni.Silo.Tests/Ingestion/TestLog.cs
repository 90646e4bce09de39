using Ayni.Storage;
using Ayni.Testing;

namespace Ayni.Silo.Tests.Ingestion;

/// <summary>A real log on SQLite, in a folder of its own.</summary>
internal sealed class TestLog : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly AyniStorage _storage;

    private TestLog(TemporaryFolder folder, AyniStorage storage)
    {
        _folder = folder;
        _storage = storage;
        Log = new ObservedLog(storage.Log);
    }

    public ObservedLog Log { get; }

    public static async Task<TestLog> OpenAsync()
    {
        var folder = new TemporaryFolder();
        var storage = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = folder.Path }, TimeProvider.System);
        return new TestLog(folder, storage);
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }
}
