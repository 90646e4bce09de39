using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Filters;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Hosting;
using Ayni.Grains.Tests.Interactions;
using Ayni.Grains.Tests.Shops;
using Ayni.Storage;
using Ayni.Testing;

namespace Ayni.Grains.Tests.Catalog;

public sealed class CatalogIndexTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private AyniStorage _storage = null!;
    private LogPopularity _popularity = null!;
    private GatedCatalog _catalog = null!;
    private CatalogIndex _index = null!;

    public async Task InitializeAsync()
    {
        _storage = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = _folder.Path }, TimeProvider.System);
        _popularity = new LogPopularity(_storage.Log, FixedOwnTypes.None, TimeProvider.System);
        _catalog = new GatedCatalog(_storage.Catalog);
        var metrics = new ModelMetrics(TestMeters.Factory, TimeProvider.System);
        _index = new CatalogIndex(_catalog, new ModelCache(_storage.Models, metrics), _popularity, metrics);
        await _storage.Catalog.UpsertAsync(SampleShop.Products());
    }

    public Task DisposeAsync() => _storage.DisposeAsync().AsTask();

    public void Dispose()
    {
        _popularity.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task GetAsync_ChangeDuringTheLoad_IsNotLost()
    {
        _catalog.Close();
        var loading = _index.GetAsync(new IndexKey(null, 0));
        await _catalog.Reached;
        var sold = await _storage.Catalog.UpdateAsync("p000", new ProductPatch { Stock = 0 });
        _index.Apply([new CatalogChange(sold!.Position, "p000", sold.Product)], sold.Position);
        _catalog.Open();

        var snapshot = (await loading).Current;

        var available = new RowSet();
        snapshot.SelectAvailable(available);
        Assert.Equal(SampleShop.ProductCount - 1, available.Count);
        Assert.False(available.Contains(snapshot.Ids.RowOf("p000")));
    }

    [Fact]
    public async Task GetAsync_AskedManyTimesAtOnce_LoadsOnce()
    {
        var tables = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _index.GetAsync(new IndexKey(null, 0))));

        Assert.Single(tables.Distinct());
        Assert.Equal("ready", _index.Progress.Stage);
    }

    [Fact]
    public async Task GetAsync_UnknownVersion_IsNotFoundAndCanBeTriedAgain()
    {
        var refusal = await Assert.ThrowsAsync<AyniException>(() => _index.GetAsync(new IndexKey("v1", 0)));
        await _storage.Log.AppendAsync(SampleShop.Interactions());
        var trained = await TrainedModel.FitAsync(_storage.Log);
        await _storage.Models.WriteAsync(ModelKeys.Items("default", "v1"), trained.Artifact.ToSafeTensors());

        var table = await _index.GetAsync(new IndexKey("v1", 0));

        Assert.Equal(ErrorCodes.NotFound, refusal.Code);
        Assert.Equal(SampleShop.ProductCount, table.Count);
    }

    [Fact]
    public async Task Pin_WhateverElseIsLoaded_KeepsTheTableCurrent()
    {
        var kept = await _index.GetAsync(new IndexKey(null, 0));
        _index.Pin(kept.Key);
        for (var position = 1; position <= 2 * CatalogIndex.MaxTables; position++)
            await _index.GetAsync(new IndexKey(null, position));

        var deleted = await _storage.Catalog.DeleteAsync("p000");
        _index.Apply([new CatalogChange(deleted!.Value, "p000", null)], deleted.Value);

        Assert.Equal(deleted, kept.Position);
        Assert.Same(kept, await _index.GetAsync(kept.Key));
    }

    /// <summary>Reads a page of changes, then holds it back while the gate is closed.</summary>
    private sealed class GatedCatalog(ICatalogStore inner) : ICatalogStore
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource? _open;

        public Task Reached => _reached.Task;

        public void Close() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => _open?.SetResult();

        public async Task<IReadOnlyList<CatalogChange>> ReadChangesAsync(
            long afterPosition, int limit, CancellationToken cancellationToken = default)
        {
            var page = await inner.ReadChangesAsync(afterPosition, limit, cancellationToken);
            if (_open is { } open)
            {
                _reached.TrySetResult();
                await open.Task;
            }

            return page;
        }

        public Task<long> GetHeadAsync(CancellationToken cancellationToken = default) =>
            inner.GetHeadAsync(cancellationToken);

        public Task<IReadOnlyList<Product>> GetPageAsync(
            string? afterProductId, int limit, CancellationToken cancellationToken = default) =>
            inner.GetPageAsync(afterProductId, limit, cancellationToken);

        public Task<CatalogWrite> PutAsync(Product product, CancellationToken cancellationToken = default) =>
            inner.PutAsync(product, cancellationToken);

        public Task<long> UpsertAsync(IReadOnlyList<Product> products, CancellationToken cancellationToken = default) =>
            inner.UpsertAsync(products, cancellationToken);

        public Task<CatalogWrite?> UpdateAsync(
            string productId, ProductPatch patch, CancellationToken cancellationToken = default) =>
            inner.UpdateAsync(productId, patch, cancellationToken);

        public Task<long?> DeleteAsync(string productId, CancellationToken cancellationToken = default) =>
            inner.DeleteAsync(productId, cancellationToken);

        public Task<IReadOnlyList<Product>> GetAsync(
            IReadOnlyCollection<string> productIds, CancellationToken cancellationToken = default) =>
            inner.GetAsync(productIds, cancellationToken);

        public Task<IReadOnlyList<CategoryCount>> CountByCategoryAsync(
            int limit, CancellationToken cancellationToken = default) =>
            inner.CountByCategoryAsync(limit, cancellationToken);

        public Task<long> CountAsync(CancellationToken cancellationToken = default) =>
            inner.CountAsync(cancellationToken);
    }
}
