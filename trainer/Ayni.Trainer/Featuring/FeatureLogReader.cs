using Ayni.Domain.Consents;
using Ayni.Features.Embeddings;
using Ayni.Features.Histories;
using Ayni.Features.Keywords;
using Ayni.Features.Offline;
using Ayni.Features.Segments;
using Ayni.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Featuring;

/// <summary>Log and catalogue as features are worked out from them; the log is read as it is asked for.</summary>
/// <param name="Catalogue">The catalogue.</param>
/// <param name="Log">The log, for as long as the stores are open.</param>
/// <param name="CataloguePosition">Position of the catalogue as it was read, or an older one.</param>
internal sealed record FeatureLogReader(FeatureCatalogue Catalogue, StoredLog Log, long CataloguePosition)
{
    private const int CataloguePage = 2_000;
    private const string Reading = "Reading the log";

    /// <summary>Reads the catalogue, and of the log what has to be known before.</summary>
    /// <param name="stores">The shop.</param>
    /// <param name="zone">Its time zone.</param>
    /// <param name="since">Time from which events get a row; null: all do.</param>
    /// <param name="progress">Told of the reading.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidDataException">Both are empty.</exception>
    public static async Task<FeatureLogReader> OpenAsync(
        AyniStorage stores, TimeZoneInfo zone, DateTimeOffset? since, IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        // The catalogue's position first: what was read is at least as new.
        var cataloguePosition = await stores.Catalog.GetHeadAsync(cancellationToken);
        var keywords = await StoredKeywords.ReadAsync(stores.Models, null, cancellationToken);
        var embeddings = await StoredEmbeddings.ReadAsync(stores.Models, null, cancellationToken);
        var facts = await ReadFactsAsync(stores, keywords, embeddings, cancellationToken);
        var cuts = await StoredCuts.ReadAsync(stores.Models, cancellationToken);
        var head = Math.Max(1, await stores.Log.GetHeadAsync(cancellationToken));
        var log = await StoredLog.OpenAsync(
            stores.Consents.LogOf(Purpose.Analytics),
            since,
            new Relay<long>(position => progress.Report(new StepProgress(
                Reading, Math.Min(1, (double)position / head), position, "interactions"))),
            cancellationToken);
        return log.Count == 0 && facts.Count == 0
            ? throw new InvalidDataException(
                "Neither the log nor the catalogue holds anything: import or generate a shop first.")
            : new FeatureLogReader(
                new FeatureCatalogue(facts, zone, cuts)
                {
                    KeywordVersion = keywords?.Version,
                    EmbeddingVersion = embeddings?.Version,
                },
                log,
                cataloguePosition);
    }

    private static async Task<Dictionary<string, ProductFacts>> ReadFactsAsync(
        AyniStorage stores,
        StoredKeywords? keywords,
        StoredEmbeddings? embeddings,
        CancellationToken cancellationToken)
    {
        var facts = new Dictionary<string, ProductFacts>(StringComparer.Ordinal);
        for (string? after = null; ;)
        {
            var page = await stores.Catalog.GetPageAsync(after, CataloguePage, cancellationToken);
            foreach (var product in page)
                facts[product.ProductId] = ProductFacts.Of(product, keywords, embeddings)!;
            if (page.Count < CataloguePage)
                return facts;
            after = page[^1].ProductId;
        }
    }
}
