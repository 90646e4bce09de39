using System.Text.Json.Serialization;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Recommendations;

/// <summary>One product of an answer.</summary>
public sealed record ItemAnswer
{
    /// <summary>Id.</summary>
    public required string ProductId { get; init; }

    /// <summary>Name; the id where the catalogue does not know the product.</summary>
    public required string ProductName { get; init; }

    /// <summary>Category.</summary>
    public string? ProductCategory { get; init; }

    /// <summary>Brand.</summary>
    public string? Brand { get; init; }

    /// <summary>Price now.</summary>
    public decimal? ProductPrice { get; init; }

    /// <summary>Price before discount.</summary>
    public decimal? ListPrice { get; init; }

    /// <summary>ISO 4217 code of the prices.</summary>
    public string? Currency { get; init; }

    /// <summary>The higher the better; comparable within one answer.</summary>
    public required double Score { get; init; }

    /// <summary>How it was found.</summary>
    public required RecommendationSource Source { get; init; }

    /// <summary>Family of variants it is of.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ParentId { get; init; }

    /// <summary>A sentence for the shopper; only with <c>explain=true</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>
    /// Parts of the score by source; times the factors they add up to it; only with <c>explain=true</c>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ScorePart>? Parts { get; init; }

    /// <summary>What lifted or sank it; only with <c>explain=true</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ScoreFactor>? Factors { get; init; }

    /// <summary>Past products that contributed most to the score; only with <c>explain=true</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Contribution>? Because { get; init; }

    /// <summary>
    /// Why the model's learned re-ranker has it here, by features that add up to its score; only with
    /// <c>explain=true</c>, and where a re-ranker ordered the list.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RerankingExplanation? Reranking { get; init; }

    /// <summary>The wire form of a recommended product.</summary>
    public static ItemAnswer From(RecommendedProduct item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new ItemAnswer
        {
            ProductId = item.ProductId,
            ProductName = item.Name,
            ProductCategory = item.Category,
            Brand = item.Brand,
            ProductPrice = item.Price,
            ListPrice = item.ListPrice,
            Currency = item.Currency,
            Score = item.Score,
            Source = item.Source,
            ParentId = item.ParentId,
            Reason = item.Reason,
            Parts = item.Parts.IsDefaultOrEmpty ? null : item.Parts,
            Factors = item.Factors.IsDefaultOrEmpty ? null : item.Factors,
            Because = item.Because.IsDefaultOrEmpty ? null : item.Because,
            Reranking = item.Reranking,
        };
    }
}
