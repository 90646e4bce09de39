using Ayni.Domain;
using Ayni.Grains.Answering;
using Ayni.Grains.Training;

namespace Ayni.Grains.Catalog;

/// <inheritdoc cref="IKnownProducts"/>
internal sealed class KnownProducts(CatalogIndex index, Recommender recommender, TimeProvider time) : IKnownProducts
{
    /// <summary>Ids on each side, in order, among which a misspelt one is looked for.</summary>
    public const int Beside = 8;

    /// <summary>How long the first question of a silo waits for the index.</summary>
    public static readonly TimeSpan LoadDeadline = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<UnknownProduct>> UnknownOfAsync(
        IEnumerable<string> productIds, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(productIds);
        if ((index.Newest() ?? await LoadAsync(cancellationToken)) is not { } table)
            return [];
        List<UnknownProduct>? unknown = null;
        foreach (var productId in productIds)
        {
            if (HolderOf(table, productId) is not { IsCatalogueEmpty: false } snapshot || Has(snapshot, productId)
                || unknown?.Exists(known => known.ProductId == productId) == true)
                continue;
            (unknown ??= []).Add(new UnknownProduct(productId, NearestOf(snapshot, productId)));
            if (unknown.Count == most)
                break;
        }

        return unknown ?? [];
    }

    private static IndexSnapshot? HolderOf(IndexTable table, string productId) => table.Slices is { } slices
        ? slices.Held.GetValueOrDefault(slices.Partitions.Of(productId))?.Table.Current
        : table.Current;

    private static bool Has(IndexSnapshot snapshot, string productId) =>
        snapshot.Ids.RowOf(productId) is var row and >= 0 && snapshot.Columns.IsPresent(row);

    // A catalogue has millions of ids: those in another case, and those that stand beside it in order, are looked at.
    private static string? NearestOf(IndexSnapshot snapshot, string productId)
    {
        string[] spellings = [productId.Trim(), productId.ToUpperInvariant(), productId.ToLowerInvariant()];
        return Nearest.Of(
            productId,
            spellings.Concat(snapshot.Ids.Beside(productId, Beside)).Where(id => Has(snapshot, id)),
            Nearest.MaxEdits);
    }

    private async Task<IndexTable?> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await recommender.GetTableAsync(cancellationToken).WaitAsync(LoadDeadline, time, cancellationToken);
        }
        catch (Exception fault) when ((fault is TimeoutException || TransientFaults.IsTransient(fault))
            && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
