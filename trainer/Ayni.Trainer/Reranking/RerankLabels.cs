using Ayni.Content;
using Ayni.Domain.Catalog;
using Ayni.Recommenders;

namespace Ayni.Trainer.Reranking;

/// <summary>What the catalogue says of the items of a split.</summary>
internal static class RerankLabels
{
    /// <summary>A text vector says no more to a re-ranker with more dimensions than these.</summary>
    private const int Dimensions = 64;

    /// <summary>
    /// With more products, texts are left out: a vector each would weigh more than all the rest that is known of them.
    /// </summary>
    private const int MaxTexts = 150_000;

    public static ItemLabels Of(
        IReadOnlyList<Product> catalogue, IReadOnlyList<string> ids, int threads, CancellationToken cancellationToken)
    {
        var byId = catalogue.ToDictionary(product => product.ProductId, StringComparer.Ordinal);
        Product[] products =
            [.. ids.Select(id => byId.GetValueOrDefault(id) ?? new Product { ProductId = id, Name = "" })];
        var dimensions = ids.Count <= MaxTexts ? Dimensions : 0;
        return new ItemLabels(
            [.. products.Select(product => product.Price is > 0 and var price ? (float)price : ItemFacts.Unknown)],
            [.. products.Select(Discount)],
            Numbers(products.Select(product => product.Category)),
            Numbers(products.Select(product => product.Brand)),
            dimensions,
            dimensions == 0 ? [] : VectorsOf(products, threads, cancellationToken));
    }

    private static float[] VectorsOf(Product[] products, int threads, CancellationToken cancellationToken)
    {
        ProductText[] texts = [.. products.Select(ProductText.Of)];
        var words = TextModel.Fit(
            texts, new TextModelOptions { Dimensions = Dimensions }, threads, cancellationToken: cancellationToken);
        return words.EncodeAll(texts, threads, cancellationToken);
    }

    private static float Discount(Product product) =>
        product is { Price: > 0 and var price, ListPrice: > 0 and var list } && list > price
            ? (float)(1 - (price / list))
            : 0;

    private static int[] Numbers(IEnumerable<string?> labels)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. labels.Select(label =>
            {
                if (label is null)
                    return -1;
                if (!numbers.TryGetValue(label, out var number))
                    numbers.Add(label, number = numbers.Count);
                return number;
            }),
        ];
    }
}
