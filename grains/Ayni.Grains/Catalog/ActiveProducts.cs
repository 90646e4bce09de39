using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Ayni.Grains.Hosting;

namespace Ayni.Grains.Catalog;

/// <summary>
/// What the product grains active on this silo hold of the catalogue at this instant: written by each grain in its own
/// turns, read by answers made on the same silo, which so need no message to it. A grain that is not here is asked.
/// Thread-safe; one a silo.
/// </summary>
/// <param name="options">How long grains stay that nobody asks.</param>
internal sealed class ActiveProducts(ActivationOptions options)
{
    // Reading is no call, and whom nobody calls is let go: often enough a call comes in between.
    private readonly TimeSpan _longestUnasked = options.ProductAge / 4;
    private readonly ConcurrentDictionary<string, ActiveProduct> _products = new(StringComparer.Ordinal);

    /// <summary>Enters a grain that knows its entry and is asked now.</summary>
    public ActiveProduct Enter(string productId, HeldEntry held, DateTimeOffset now) =>
        _products[productId] = new ActiveProduct(productId, held, now);

    /// <summary>Takes a grain off; its successor stays.</summary>
    public void Remove(ActiveProduct product) => _products.TryRemove(new(product.ProductId, product));

    /// <summary>Whether a product's grain is active on this silo.</summary>
    public bool IsHere(string productId) => _products.ContainsKey(productId);

    /// <summary>What a product's grain holds.</summary>
    /// <param name="productId">The product.</param>
    /// <param name="now">The time.</param>
    /// <param name="held">What it holds.</param>
    /// <returns>False: the grain is to be asked, for it is not here, or was not asked for long.</returns>
    public bool TryRead(string productId, DateTimeOffset now, [NotNullWhen(true)] out HeldEntry? held)
    {
        held = _products.TryGetValue(productId, out var product) && product.WasAsked(now, _longestUnasked)
            ? product.Held
            : null;
        return held is not null;
    }
}
