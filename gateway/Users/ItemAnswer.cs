using System.Text.Json.Serialization;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Users;

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

    /// <summary>Past products that contributed most to the score; only with <c>explain=true</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Contribution>? Because { get; init; }

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
            Because = item.Because.IsDefaultOrEmpty ? null : item.Because,
        };
    }
}
