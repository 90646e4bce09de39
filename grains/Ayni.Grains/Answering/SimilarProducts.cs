using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Catalog;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;

namespace Ayni.Grains.Answering;

/// <summary>Finds products whose factors point the same way. Stateless; called from a product grain's turn.</summary>
public sealed class SimilarProducts(ServingModel serving, CatalogSearch search)
{
    /// <summary>The products most like one.</summary>
    /// <param name="productId">The one.</param>
    /// <param name="entry">Its catalogue entry; null if the catalogue does not hold it.</param>
    /// <param name="count">1 to <see cref="RecommendationRequest.MaxCount"/>.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<SimilarAnswer> FindAsync(
        string productId, Product? entry, int count, CancellationToken cancellationToken)
    {
        RecommendationRequests.ValidateCount(count);
        var table = await serving.GetTableAsync(cancellationToken);
        var (version, model) = (table.Key.Version, table.Model);
        var item = model?.Artifact.IndexOf(productId) ?? -1;
        if (item < 0 && entry is null)
        {
            throw new AyniException(
                ErrorCodes.NotFound,
                $"Neither the catalogue nor the model knows product {productId}; PUT /v1/products/{{id}} adds one.");
        }

        var answer = new SimilarAnswer { ProductId = productId, ModelVersion = version, Items = [] };
        if (model is null)
            return answer with { ShortfallReason = "No model is active yet; POST /v1/training makes one." };
        if (item < 0)
        {
            return answer with
            {
                ShortfallReason = $"Model {version} was trained before anybody met product {productId}; "
                    + "the next training run gives it a factor.",
            };
        }

        return await FindAsync(answer, table, model, item, count, cancellationToken);
    }

    private async Task<SimilarAnswer> FindAsync(
        SimilarAnswer answer,
        IndexTable table,
        ServedModel model,
        int item,
        int count,
        CancellationToken cancellationToken)
    {
        var length = model.Lengths[item];
        if (length == 0)
        {
            return answer with
            {
                ShortfallReason = $"The factor of product {answer.ProductId} is zero: it is like none.",
            };
        }

        var query = new IndexQuery
        {
            Ranking = IndexRanking.Cosine,
            Factor = Normalized(model.Artifact.FactorOf(item), length),
            Excluded = [answer.ProductId],
        };
        var result = await search.FindAsync(table, query, count, asksGrains: true, cancellationToken);
        return answer with
        {
            Items =
            [
                .. result.Found.Select(found => RecommendedProducts.Of(
                    found.Hit, found.Product, RecommendationSource.Collaborative)),
            ],
            ShortfallReason = RecommendedProducts.Shortfall(
                result.Found.Count,
                count,
                $"the {model.Artifact.ItemCount} products of the model",
                query.Filter,
                0),
        };
    }

    private static float[] Normalized(ReadOnlySpan<float> factor, float length)
    {
        var normalized = new float[factor.Length];
        for (var element = 0; element < factor.Length; element++)
            normalized[element] = factor[element] / length;
        return normalized;
    }
}
