using System.Collections.Immutable;
using Ayni.Content;
using Ayni.Domain.Catalog;
using Ayni.Grains.Models;
using Ayni.Grains.Training;

namespace Ayni.Grains.Content;

/// <summary>
/// Learns from the catalogue as it stands when a model is published: a run's one part that does not go by the log's
/// position alone.
/// </summary>
public sealed class ContentStep(
    ICatalogStore catalog, TrainingScheduler scheduler, IEnumerable<ITextEncoder> encoders)
{
    private const int PageSize = 5_000;

    /// <summary>The attachments of a model with what the catalogue says.</summary>
    public async Task<ImmutableSortedDictionary<string, ReadOnlyMemory<byte>>> AddToAsync(
        ModelArtifact artifact, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        if (await catalog.CountAsync(cancellationToken) > CatalogContent.MaxProducts)
            return artifact.Attachments;
        var products = await ReadAsync(cancellationToken);
        var targets = new ContentTargets(
            artifact.ProductIds, artifact.ItemFactors, artifact.Rank, artifact.Evidence.Shoppers);
        var content = await scheduler.RunAsync(
            stop => CatalogContent.Fit(products, targets, encoders.FirstOrDefault(), threads: 1, stop),
            cancellationToken);
        return content is null ? artifact.Attachments : content.AddTo(artifact.Attachments);
    }

    private async Task<List<Product>> ReadAsync(CancellationToken cancellationToken)
    {
        var products = new List<Product>();
        IReadOnlyList<Product> page;
        do
        {
            page = await catalog.GetPageAsync(
                products.Count == 0 ? null : products[^1].ProductId, PageSize, cancellationToken);
            products.AddRange(page);
        }
        while (page.Count == PageSize);
        products.Sort((one, other) => string.CompareOrdinal(one.ProductId, other.ProductId));
        return products;
    }
}
