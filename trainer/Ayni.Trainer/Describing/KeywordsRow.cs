using Ayni.Content;
using Ayni.Domain.Catalog;

namespace Ayni.Trainer.Describing;

/// <summary>A product's keywords, best first.</summary>
internal sealed record KeywordsRow(
    string ProductId, string ProductName, IReadOnlyList<Keyword> ProductDescriptionKeywords)
{
    public static KeywordsRow Of(Product product, IReadOnlyList<Keyword> keywords) => new(
        product.ProductId,
        product.Name,
        [.. keywords.Select(keyword => keyword with { Score = Math.Round(keyword.Score, 4) })]);
}
