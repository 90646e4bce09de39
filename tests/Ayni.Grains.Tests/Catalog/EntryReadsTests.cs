using System.Collections.Concurrent;
using Ayni.Domain.Catalog;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Tests.Catalog;

public sealed class EntryReadsTests
{
    [Fact]
    public async Task ReadAsync_WhileOneIsUnderWay_AreReadTogetherByTheNext()
    {
        var catalog = new GatedCatalog();
        var reads = new EntryReads(catalog);
        var first = reads.ReadAsync("p0", CancellationToken.None);
        await catalog.Entered.WaitAsync();

        var others = Enumerable.Range(1, 50).Select(n => reads.ReadAsync($"p{n}", CancellationToken.None)).ToArray();
        var unknown = reads.ReadAsync("unknown", CancellationToken.None);
        catalog.Gate.Release(2);

        Assert.Equal("p0", (await first).Entry!.ProductId);
        var found = await Task.WhenAll(others);
        Assert.Equal(Enumerable.Range(1, 50).Select(n => $"p{n}"), found.Select(read => read.Entry!.ProductId));
        Assert.Equal((null, GatedCatalog.Head), await unknown);
        Assert.Equal([1, 51], catalog.Read);
    }

    [Fact]
    public async Task ReadAsync_AfterAFailure_ReadsAgain()
    {
        var catalog = new GatedCatalog { Fault = new IOException("gone") };
        var reads = new EntryReads(catalog);
        catalog.Gate.Release(2);
        await Assert.ThrowsAsync<IOException>(() => reads.ReadAsync("p1", CancellationToken.None));
        catalog.Fault = null;

        Assert.Equal("p1", (await reads.ReadAsync("p1", CancellationToken.None)).Entry!.ProductId);
    }

    /// <summary>Holds every product but one; a reading waits for its turn.</summary>
    private sealed class GatedCatalog : ICatalogStore
    {
        public const long Head = 7;

        public SemaphoreSlim Gate { get; } = new(0);

        public SemaphoreSlim Entered { get; } = new(0);

        public ConcurrentQueue<int> Read { get; } = new();

        public Exception? Fault { get; set; }

        public Task<long> GetHeadAsync(CancellationToken cancellationToken = default) => Task.FromResult(Head);

        public async Task<IReadOnlyList<Product>> GetAsync(
            IReadOnlyCollection<string> productIds, CancellationToken cancellationToken = default)
        {
            Read.Enqueue(productIds.Count);
            Entered.Release();
            await Gate.WaitAsync(cancellationToken);
            return Fault is null
                ? [.. productIds.Where(id => id != "unknown").Select(id => new Product { ProductId = id, Name = id })]
                : throw Fault;
        }

        public Task<long> UpsertAsync(
            IReadOnlyList<Product> products, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<CatalogWrite> PutAsync(Product product, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<CatalogWrite?> UpdateAsync(
            string productId, ProductPatch patch, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<long?> DeleteAsync(string productId, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<CatalogChange>> ReadChangesAsync(
            long afterPosition, int limit, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<Product>> GetPageAsync(
            string? afterProductId, int limit, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<CategoryCount>> CountByCategoryAsync(
            int limit, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<long> CountAsync(CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
