using Ayni.Gateway.Users;
using Ayni.GrainInterfaces.Catalog;

namespace Ayni.Gateway.Products;

/// <summary>Products like another one.</summary>
/// <param name="ProductId">The one asked about.</param>
/// <param name="ModelVersion">Model that answered; null if none is active.</param>
/// <param name="Items">Cosine descending, then product id.</param>
/// <param name="ShortfallReason">Why there are fewer than asked for; null if there are as many.</param>
public sealed record SimilarProducts(
    string ProductId, string? ModelVersion, IReadOnlyList<ItemAnswer> Items, string? ShortfallReason)
{
    /// <summary>The wire form of a grain's answer.</summary>
    public static SimilarProducts From(SimilarAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new SimilarProducts(
            answer.ProductId, answer.ModelVersion, [.. answer.Items.Select(ItemAnswer.From)], answer.ShortfallReason);
    }
}
