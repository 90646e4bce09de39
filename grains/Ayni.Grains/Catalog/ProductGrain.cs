using System.Collections.Immutable;
using Ayni.Domain;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;
using Ayni.GrainInterfaces.Catalog;
using Ayni.GrainInterfaces.Features;
using Ayni.GrainInterfaces.Following;
using Ayni.Grains.Answering;
using Ayni.Grains.Features;
using Ayni.Grains.Following;
using Ayni.Grains.Models;

namespace Ayni.Grains.Catalog;

/// <summary>
/// One product: the catalogue entry, read on activation, written through and followed, and counters of its newest
/// interactions, read from the log when first asked for. Every answer takes entries of dozens of products, so that path
/// reads neither, and the entry is shown to this silo's answers. What the follower brings interleaves: both parts go by
/// position.
/// </summary>
[GrainType("product")]
internal sealed class ProductGrain(
    ICatalogStore catalog,
    EntryReads entries,
    ActiveProducts activeProducts,
    IInteractionLog log,
    ActiveReaders<LoggedInteraction> interactionReaders,
    ActiveReaders<CatalogChange> entryReaders,
    ServingModel serving,
    ProductGrainOptions options,
    FeatureStates features,
    TimeProvider time) : Grain, IProductGrain
{
    private HeldEntry _held = new(null, 0);
    private ActiveProduct? _active;
    private DecayedCounters? _counters;
    private Task? _counterReading;
    private ProductFeatureState? _features;
    private ActiveReader<CatalogChange>? _entryReader;
    private ActiveReader<LoggedInteraction>? _interactionReader;

    private string ProductId => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var self = this.AsReference<IProductGrain>();
        _entryReader = entryReaders.Register(
            ReaderKind.Entry,
            ProductId,
            call => call.Rows is [.., var newest] ? self.ApplyChange(newest) : self.ReadEntry());
        try
        {
            await ReadEntryAsync(cancellationToken);
        }
        catch
        {
            _entryReader.Dispose();
            throw;
        }

        _active = activeProducts.Enter(ProductId, _held, time.GetUtcNow());
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_active is not null)
            activeProducts.Remove(_active);
        _entryReader?.Dispose();
        _interactionReader?.Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<ProductView?> Get(CancellationToken cancellationToken) =>
        _held.Entry is { } entry ? await ViewAsync(entry, cancellationToken) : null;

    /// <inheritdoc/>
    public Task<Product?> GetEntry(CancellationToken cancellationToken) => Task.FromResult(_held.Entry);

    /// <inheritdoc/>
    public Task<FeatureReading> GetFeatures(DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        _features ??= features.OfProduct();
        return _features.ReadAsync(ProductId, () => _held, asOf ?? time.GetUtcNow(), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ProductView> Put(Product product)
    {
        Require(ProductRules.ProblemOf(product));
        if (product.ProductId != ProductId)
            throw new AyniException(
                ErrorCodes.Invalid, $"ProductId is {product.ProductId}, but the product addressed is {ProductId}.");
        var written = await catalog.PutAsync(product);
        await TakeOverAsync(written.Product, written.Position);
        return await ViewAsync(written.Product, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task<ProductView?> Patch(ProductPatch patch)
    {
        Require(ProductRules.ProblemOf(patch));
        if (await catalog.UpdateAsync(ProductId, patch) is not { } written)
        {
            await ReadEntry();
            return null;
        }

        await TakeOverAsync(written.Product, written.Position);
        return await ViewAsync(written.Product, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task<bool> Delete()
    {
        if (await catalog.DeleteAsync(ProductId) is not { } position)
        {
            await ReadEntry();
            return false;
        }

        await TakeOverAsync(null, position);
        return true;
    }

    /// <inheritdoc/>
    public Task<ProductVerdict> Judge(ProductQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question.Momentum > 0 && _counters is null)
            ReadDemand();
        double? demand = question.Momentum > 0 && _counters is not null
            ? CartsAt(question.Now) + PurchasesAt(question.Now)
            : null;
        return Task.FromResult(ProductJudge.Judge(question, _held, demand, serving.Schema));
    }

    /// <inheritdoc/>
    public async Task<long> CatchUp(long position)
    {
        if (_counters is null || position > _counters.Position)
            await ReadLogAsync(CancellationToken.None);
        return _counters!.Position;
    }

    /// <inheritdoc/>
    public async Task Recount(CancellationToken cancellationToken)
    {
        _features = null;
        if (_counters is null)
            return;
        var fresh = new DecayedCounters(options.NewestPerProduct);
        do
            await fresh.CatchUpAsync(log, ProductId, cancellationToken);
        while (fresh.Position < _counters.Position);
        _counters = fresh;
        _interactionReader?.Joined(fresh.Position);
    }

    /// <inheritdoc/>
    public Task DropAged(ImmutableArray<AgedInteractions> aged, CancellationToken cancellationToken)
    {
        // Sums do not tell what they were made of.
        _features = null;
        return _counters?.HoldsAny(aged) == true ? Recount(cancellationToken) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<long> Apply(long after, ImmutableArray<LoggedInteraction> rows, long upTo)
    {
        if (_counters is null || after > _counters.Position)
            await ReadLogAsync(CancellationToken.None);
        _counters!.Apply(rows, upTo);
        return _counters.Position;
    }

    /// <inheritdoc/>
    public Task<long> ApplyChange(CatalogChange change)
    {
        SetEntry(change.Product, change.Position);
        return Task.FromResult(_held.Position);
    }

    /// <inheritdoc/>
    public Task<long> ReadEntry() => ReadEntryAsync(CancellationToken.None);

    // An answer does not wait for the log; the next one has it.
    private void ReadDemand()
    {
        _counterReading ??= ReadLogAsync(CancellationToken.None);
        if (_counterReading is { IsCompleted: true, IsCompletedSuccessfully: false })
            _counterReading = null;
    }

    private async Task<long> ReadEntryAsync(CancellationToken cancellationToken)
    {
        var (entry, position) = await entries.ReadAsync(ProductId, cancellationToken);
        SetEntry(entry, position);
        _entryReader?.Joined(_held.Position);
        return _held.Position;
    }

    private void SetEntry(Product? entry, long position)
    {
        if (position < _held.Position)
            return;
        _held = new HeldEntry(entry, position);
        _active?.Held = _held;
    }

    // What it did not reach in time, the other silos' followers will.
    private async Task TakeOverAsync(Product? entry, long position)
    {
        SetEntry(entry, position);
        _entryReader?.Joined(_held.Position);
        await GrainFactory.GetGrain<IFollowingGrain>(0).WhenApplied(new FollowedPositions(0, position));
    }

    private static void Require(InvalidField? problem)
    {
        if (problem is not null)
            throw new AyniException(ErrorCodes.Invalid, $"{problem.Field}: {problem.Reason}");
    }

    private async Task ReadLogAsync(CancellationToken cancellationToken)
    {
        if (_interactionReader is null)
        {
            var self = this.AsReference<IProductGrain>();
            _interactionReader = interactionReaders.Register(
                ReaderKind.Product,
                ProductId,
                call => call.Rows is { } rows ? self.Apply(call.After, rows, call.UpTo) : self.CatchUp(call.UpTo));
        }

        var counters = _counters ?? new DecayedCounters(options.NewestPerProduct);
        await counters.CatchUpAsync(log, ProductId, cancellationToken);
        _counters ??= counters;
        _interactionReader.Joined(_counters.Position);
    }

    private async Task<ProductView> ViewAsync(Product product, CancellationToken cancellationToken)
    {
        if (_counters is null)
            await ReadLogAsync(cancellationToken);
        var now = time.GetUtcNow();
        return new ProductView
        {
            Product = product,
            RecentViews = _counters!.CountOf(InteractionType.View, now, options.CounterHalfLife),
            RecentCarts = CartsAt(now),
            RecentPurchases = PurchasesAt(now),
            AsOf = now,
            CounterHalfLifeDays = options.CounterHalfLife.TotalDays,
            Position = _counters!.Position,
        };
    }

    private double CartsAt(DateTimeOffset now) => _counters!.NetCountOf(
        InteractionType.Cart, InteractionType.RemoveFromCart, now, options.CounterHalfLife);

    private double PurchasesAt(DateTimeOffset now) => _counters!.NetCountOf(
        InteractionType.Purchase, InteractionType.Return, now, options.CounterHalfLife);
}
