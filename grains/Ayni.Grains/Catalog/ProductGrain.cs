using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Catalog;
using Ayni.GrainInterfaces.Interactions;
using Ayni.Grains.Answering;
using Ayni.Grains.Following;
using Orleans.Streams;

namespace Ayni.Grains.Catalog;

/// <summary>
/// One product: the catalogue entry, read on activation and written through, and counters of its newest interactions,
/// read from the log when first asked for. Answers ask every product for its entry, so that path reads neither.
/// </summary>
[ImplicitStreamSubscription(WakeStreams.Products)]
public sealed class ProductGrain(
    ICatalogStore catalog,
    IInteractionLog log,
    ActiveReaders readers,
    CatalogSearch search,
    SimilarProducts similar,
    ProductGrainOptions options,
    TimeProvider time) : Grain, IProductGrain
{
    private Product? _entry;
    private DecayedCounters? _counters;
    private ActiveReader? _reader;

    private string ProductId => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await this.GetStreamProvider(WakeStreams.Provider)
            .GetStream<InteractionWake>(StreamId.Create(WakeStreams.Products, ProductId))
            .SubscribeAsync((wake, _) => OnWakeAsync(wake));
        await ReadEntryAsync();
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _reader?.Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<ProductView?> Get() => _entry is null ? null : await ViewAsync(_entry);

    /// <inheritdoc/>
    public Task<Product?> GetEntry() => Task.FromResult(_entry);

    /// <inheritdoc/>
    public async Task<ProductView> Put(Product product)
    {
        ProductRules.Validate(product, ProductId);
        await catalog.UpsertAsync([product]);
        _entry = product;
        await search.RefreshAsync(ProductId);
        return await ViewAsync(product);
    }

    /// <inheritdoc/>
    public async Task<ProductView?> Patch(ProductPatch patch)
    {
        ProductRules.Validate(patch);
        var updated = (await catalog.UpdateAsync(ProductId, patch))?.Product;
        _entry = updated;
        if (updated is null)
            return null;
        await search.RefreshAsync(ProductId);
        return await ViewAsync(updated);
    }

    /// <inheritdoc/>
    public async Task<bool> Delete()
    {
        var deleted = await catalog.DeleteAsync(ProductId);
        _entry = null;
        await search.RefreshAsync(ProductId);
        return deleted is not null;
    }

    /// <inheritdoc/>
    public async Task Refresh()
    {
        await ReadEntryAsync();
        await search.RefreshAsync(ProductId);
    }

    /// <inheritdoc/>
    public Task<SimilarAnswer> Similar(int count) => similar.FindAsync(ProductId, _entry, count);

    /// <inheritdoc/>
    public async Task<long> CatchUp(long position)
    {
        if (_counters is null || position > _counters.Position)
            await ReadLogAsync();
        return _counters!.Position;
    }

    // A product nobody asked for counters of has nothing to bring up to date.
    private Task OnWakeAsync(InteractionWake wake) => _counters is null ? Task.CompletedTask : CatchUp(wake.Position);

    private async Task ReadEntryAsync()
    {
        var found = await catalog.GetAsync([ProductId]);
        _entry = found.Count == 0 ? null : found[0];
    }

    private async Task ReadLogAsync()
    {
        if (_reader is null)
        {
            var self = this.AsReference<IProductGrain>();
            _reader = readers.Register(ReaderKind.Product, ProductId, position => self.CatchUp(position));
        }

        var counters = _counters ?? new DecayedCounters(options.NewestPerProduct);
        await counters.CatchUpAsync(log, ProductId);
        _counters = counters;
        _reader.Report(counters.Position);
    }

    private async Task<ProductView> ViewAsync(Product product)
    {
        if (_counters is null)
            await ReadLogAsync();
        var now = time.GetUtcNow();
        return new ProductView
        {
            Product = product,
            RecentViews = CountOf(InteractionType.View, now),
            RecentCarts = CountOf(InteractionType.Cart, now),
            RecentPurchases = CountOf(InteractionType.Purchase, now),
            AsOf = now,
            CounterHalfLifeDays = options.CounterHalfLife.TotalDays,
            Position = _counters!.Position,
        };
    }

    private double CountOf(InteractionType type, DateTimeOffset now) =>
        _counters!.CountOf(type, now, options.CounterHalfLife);
}
