using Ayni.Domain.Interactions;
using Ayni.Features.Embeddings;
using Ayni.Features.Histories;
using Ayni.Features.Keywords;
using Ayni.Features.Offline;
using Ayni.Features.Segments;
using Ayni.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Featuring;

/// <summary>Reads log and catalogue as features are worked out from them.</summary>
/// <param name="Log">What was read.</param>
/// <param name="LogPosition">Position up to which the log was read.</param>
/// <param name="CataloguePosition">Position of the catalogue as it was read, or an older one.</param>
internal sealed record FeatureLogReader(FeatureLog Log, long LogPosition, long CataloguePosition)
{
    private const int LogPage = 8_192;
    private const int CataloguePage = 2_000;
    private const string Reading = "Reading the log";

    /// <summary>Reads all of both.</summary>
    /// <exception cref="InvalidDataException">Both are empty.</exception>
    public static async Task<FeatureLogReader> ReadAsync(
        AyniStorage stores, TimeZoneInfo zone, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        // The catalogue's position first: what was read is at least as new.
        var cataloguePosition = await stores.Catalog.GetHeadAsync(cancellationToken);
        var keywords = await StoredKeywords.ReadAsync(stores.Models, null, cancellationToken);
        var embeddings = await StoredEmbeddings.ReadAsync(stores.Models, null, cancellationToken);
        var facts = await ReadFactsAsync(stores, keywords, embeddings, cancellationToken);
        var cuts = await StoredCuts.ReadAsync(stores.Models, cancellationToken);
        var head = await stores.Log.GetHeadAsync(cancellationToken);
        var rows = await ReadLogAsync(stores.Log, head, progress, cancellationToken);
        return rows.Count == 0 && facts.Count == 0
            ? throw new InvalidDataException(
                "Neither the log nor the catalogue holds anything: import or generate a shop first.")
            : new FeatureLogReader(
                new FeatureLog(rows, facts, zone, cuts)
                {
                    KeywordVersion = keywords?.Version,
                    EmbeddingVersion = embeddings?.Version,
                },
                head,
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

    private static async Task<List<LoggedInteraction>> ReadLogAsync(
        IInteractionLog log, long head, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        List<LoggedInteraction> rows = [];
        for (var after = 0L; after < head;)
        {
            var page = await log.ReadAsync(after, LogPage, cancellationToken);
            rows.AddRange(page.Where(row => row.Position <= head && row.Interaction.ProductId is not null));
            after = page.Count == 0 ? head : page[^1].Position;
            progress.Report(new StepProgress(Reading, Math.Min(1, (double)after / head), rows.Count, "interactions"));
        }

        return rows;
    }
}
