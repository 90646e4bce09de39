using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Catalog;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;
using Ayni.Grains.Users;

namespace Ayni.Grains.Answering;

/// <summary>Answers for one shopper from what their grain holds. Stateless; called from the grain's turn.</summary>
public sealed class UserRecommender(
    IGrainFactory grains,
    ModelCache models,
    CatalogSearch search,
    ICatalogStore catalog,
    LogPopularity popularity,
    IRecommendationIdSource ids)
{
    /// <summary>Past products an explanation names, of each product.</summary>
    public const int MaxContributions = 5;

    /// <summary>The model that answers now; null if none was published.</summary>
    public async Task<ServedModel?> GetActiveModelAsync()
    {
        var version = await grains.GetGrain<IModelRegistryGrain>(ModelNames.Default).GetActiveVersion();
        return version is null ? null : await models.GetAsync(ModelNames.Default, version);
    }

    /// <summary>The answer.</summary>
    /// <param name="userId">Shopper.</param>
    /// <param name="request">Validated.</param>
    /// <param name="model">Active model; null without one.</param>
    /// <param name="folded">The shopper's factor; null: popularity answers.</param>
    /// <param name="history">What the shopper did.</param>
    public async Task<RecommendationAnswer> AnswerAsync(
        string userId,
        RecommendationRequest request,
        ServedModel? model,
        FoldedFactor? folded,
        InteractionHistory history)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(history);

        // Taken before the first await: the grain's turn may apply more while the shards answer.
        var position = history.Position;
        var excluded = request.ExcludeSeen ? SeenProducts.Of(history.WithProduct) : [];
        var query = new ShardQuery
        {
            ModelName = ModelNames.Default,
            Version = model?.Artifact.Version,
            AsOfPosition = model is null ? await popularity.GetPositionAsync() : 0,
            Ranking = folded is null ? ShardRanking.Popularity : ShardRanking.InnerProduct,
            Factor = folded is null ? [] : [.. folded.Factor],
            Count = request.Count,
            Category = request.Category,
            MinPrice = request.MinPrice,
            MaxPrice = request.MaxPrice,
            Excluded = excluded,
        };
        var result = await search.FindAsync(query, request.Count);
        var source = folded is null ? RecommendationSource.Popularity : RecommendationSource.Collaborative;
        ImmutableArray<RecommendedProduct> items =
            [.. result.Found.Select(found => RecommendedProducts.Of(found.Hit, found.Product, source))];
        if (request.Explain && model is not null && folded is not null)
            items = await ExplainAsync(items, model, folded);
        return new RecommendationAnswer
        {
            RecommendationId = ids.Next(),
            UserId = userId,
            ModelVersion = model?.Artifact.Version,
            Source = source,
            Items = items,
            Position = position,
            ShortfallReason = RecommendedProducts.Shortfall(
                items.Length,
                request.Count,
                folded is null ? "the products known" : $"the {model!.Artifact.ItemCount} products of the model",
                CatalogFilter.Of(query),
                excluded.Length),
        };
    }

    private async Task<ImmutableArray<RecommendedProduct>> ExplainAsync(
        ImmutableArray<RecommendedProduct> items, ServedModel model, FoldedFactor folded)
    {
        var decomposition = new ScoreDecomposition(model, folded);
        var parts = items.Select(item => Largest(decomposition, model.Artifact, folded, item.ProductId)).ToArray();
        var pastIds = parts.SelectMany(part => part).Select(part => part.ProductId).ToHashSet(StringComparer.Ordinal);
        var names = (await catalog.GetAsync(pastIds))
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
