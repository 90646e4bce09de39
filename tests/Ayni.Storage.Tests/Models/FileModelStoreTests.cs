using Ayni.Storage.Models;
using Ayni.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Ayni.Storage.Tests.Models;

public sealed class FileModelStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();

    private string Root => Path.Combine(_folder.Path, "files");

    private string Temporary => Root + ".tmp";

    [Fact]
    public async Task WriteAsync_AKey_IsAFileOfThatName()
    {
        var store = new FileModelStore(Root, _clock);

        await store.WriteAsync("models/default/1/items.safetensors", new byte[] { 1, 2, 3 });

        var path = Path.Combine(Root, "models", "default", "1", "items.safetensors");
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(path));
        Assert.Empty(Directory.EnumerateFiles(Temporary));
    }

    [Fact]
    public async Task WriteAsync_LeftoversOfACrash_AreSweptOnceTheyAreOld()
    {
        Directory.CreateDirectory(Temporary);
        var old = Path.Combine(Temporary, "old");
        var recent = Path.Combine(Temporary, "recent");
        await File.WriteAllTextAsync(old, "half");
        await File.WriteAllTextAsync(recent, "half");
        File.SetLastWriteTimeUtc(old, _clock.GetUtcNow().UtcDateTime.AddHours(-25));
        File.SetLastWriteTimeUtc(recent, _clock.GetUtcNow().UtcDateTime.AddHours(-23));

        await new FileModelStore(Root, _clock).WriteAsync("a", new byte[] { 1 });

        Assert.Equal([recent], Directory.EnumerateFiles(Temporary));
    }

    [Fact]
    public async Task DeleteAsync_TheLastKeyOfAFolder_RemovesTheFolder()
    {
        var store = new FileModelStore(Root, _clock);
        await store.WriteAsync("runs/1/a", new byte[] { 1 });
        await store.WriteAsync("runs/2/a", new byte[] { 1 });

        await store.DeleteAsync("runs/1/");

        Assert.Equal([Path.Combine(Root, "runs", "2")], Directory.EnumerateDirectories(Path.Combine(Root, "runs")));
    }

    public void Dispose() => _folder.Dispose();
}
