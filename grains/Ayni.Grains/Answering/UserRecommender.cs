using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;
using Ayni.Grains.Users;

namespace Ayni.Grains.Answering;

/// <summary>Answers for one shopper from what is known of them. Stateless.</summary>
public sealed class UserRecommender(
    ServingModel serving,
    CatalogSearch search,
    ICatalogStore catalog,
    IRecommendationIdSource ids,
    AnswerMetrics metrics)
{
    /// <summary>Past products an explanation names, of each product.</summary>
    public const int MaxContributions = 5;

    /// <summary>The table that answers now.</summary>
    internal async Task<IndexTable> GetTableAsync(CancellationToken cancellationToken)
    {
        using var stage = metrics.Begin(AnswerStage.Table);
        return await serving.GetTableAsync(cancellationToken);
    }

    /// <summary>The answer.</summary>
    /// <param name="userId">Shopper.</param>
    /// <param name="request">Validated.</param>
    /// <param name="table">What answers: one version, from the first step to the last.</param>
    /// <param name="folded">The shopper's factor; null: popularity answers.</param>
    /// <param name="history">What the shopper did; looked at before the first await only.</param>
    /// <param name="cancellationToken">Ends the answering.</param>
    /// <param name="asksGrains">False: products are read from the catalogue, for grains may be out of reach.</param>
    internal async Task<RecommendationAnswer> AnswerAsync(
        string userId,
        RecommendationRequest request,
        IndexTable table,
        FoldedFactor? folded,
        InteractionHistory history,
        CancellationToken cancellationToken,
        bool asksGrains = true)
    {
        var position = history.Position;
        ImmutableArray<string> excluded = request.ExcludeSeen ? SeenProducts.Of(history.WithProduct) : [];
        var filter = new CatalogFilter(request.Category, request.MinPrice, request.MaxPrice);
        var query = new IndexQuery
        {
            Ranking = folded is null ? IndexRanking.Popularity : IndexRanking.InnerProduct,
            Factor = folded?.Factor ?? [],
            Filter = filter,
            Excluded = excluded,
        };
        var result = await search.FindAsync(table, query, request.Count, asksGrains, cancellationToken);
        var source = folded is null ? RecommendationSource.Popularity : RecommendationSource.Collaborative;
        ImmutableArray<RecommendedProduct> items =
            [.. result.Found.Select(found => RecommendedProducts.Of(found.Hit, found.Product, source))];
        if (request.Explain && table.Model is { } model && folded is not null)
            items = await ExplainAsync(items, model, folded, cancellationToken);
        return new RecommendationAnswer
        {
            RecommendationId = ids.Next(),
            UserId = userId,
            ModelVersion = table.Key.Version,
            Source = source,
            Items = items,
            Position = position,
            DegradedReason = result.DegradedReason,
            ShortfallReason = RecommendedProducts.Shortfall(
                items.Length,
                request.Count,
                folded is null ? "the products known" : $"the {table.Model!.Artifact.ItemCount} products of the model",
                filter,
                excluded.Length),
        };
    }

    private async Task<ImmutableArray<RecommendedProduct>> ExplainAsync(
        ImmutableArray<RecommendedProduct> items,
        ServedModel model,
        FoldedFactor folded,
        CancellationToken cancellationToken)
    {
        using var stage = metrics.Begin(AnswerStage.Explanation);
        var decomposition = new ScoreDecomposition(model, folded);
        var parts = items.Select(item => Largest(decomposition, model.Artifact, folded, item.ProductId)).ToArray();
        var pastIds = parts.SelectMany(part => part).Select(part => part.ProductId).ToHashSet(StringComparer.Ordinal);
        var names = (await catalog.GetAsync(pastIds, cancellationToken))
            .ToDictionary(product => product.ProductId, product => product.Name, StringComparer.Ordinal);
        return
        [
            .. items.Zip(parts, (item, part) => item with
            {
                Because =
                [
                    .. part.Select(past => new Contribution(
                        past.ProductId, names.GetValueOrDefault(past.ProductId, past.ProductId), past.Score)),
                ],
            }),
        ];
    }

    private static List<(string ProductId, double Score)> Largest(
        ScoreDecomposition decomposition, ModelArtifact artifact, FoldedFactor folded, string productId) =>
    [
        .. decomposition.PartsOf(artifact.IndexOf(productId))
            .Select((score, past) => (ProductId: artifact.ProductIds[folded.Items[past]], Score: score))
            .OrderByDescending(part => part.Score)
            .ThenBy(part => part.ProductId, StringComparer.Ordinal)
            .Take(MaxContributions),
    ];
}
