using Ayni.Domain.Errors;
using Ayni.Domain.Models;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Hosting;

namespace Ayni.Grains.Tests.Models;

public sealed class ModelCacheTests
{
    [Fact]
    public async Task GetAsync_AskedAtTheSameTime_ReadsOnce()
    {
        var store = new CountingStore();
        var cache = new ModelCache(store, new ModelMetrics(TestMeters.Factory, TimeProvider.System));

        var models = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cache.GetAsync("default", "v1")));

        Assert.Single(models.Distinct());
        Assert.Equal(1, store.Reads);
    }

    [Fact]
    public async Task GetAsync_MoreThanAreKept_DropsTheLeastRecentlyUsed()
    {
        var store = new CountingStore();
        var cache = new ModelCache(store, new ModelMetrics(TestMeters.Factory, TimeProvider.System));
        foreach (var version in new[] { "v1", "v2", "v3", "v1", "v4" })
            await cache.GetAsync("default", version);
        Assert.Equal(4, store.Reads);

        await cache.GetAsync("default", "v1");
        Assert.Equal(4, store.Reads);
        await cache.GetAsync("default", "v2");
        Assert.Equal(5, store.Reads);
    }

    [Fact]
    public async Task GetAsync_AfterAFailure_TriesAgain()
    {
        var store = new CountingStore { IsMissing = true };
        var cache = new ModelCache(store, new ModelMetrics(TestMeters.Factory, TimeProvider.System));
        var refusal = await Assert.ThrowsAsync<AyniException>(() => cache.GetAsync("default", "v1"));
        store.IsMissing = false;

        var model = await cache.GetAsync("default", "v1");

        Assert.Equal(ErrorCodes.NotFound, refusal.Code);
        Assert.Equal(2, model.Artifact.ItemCount);
        Assert.Equal(2, store.Reads);
    }

    private sealed class CountingStore : IModelStore
    {
        private int _reads;

        public int Reads => _reads;

        public bool IsMissing { get; set; }

        public async Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _reads);
            await Task.Yield();
            return IsMissing ? null : ModelArtifactTests.Sample(["a", "b"]).ToSafeTensors();
        }

        public Task WriteAsync(
            string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<int> DeleteAsync(string prefix, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
