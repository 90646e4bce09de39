using System.Globalization;
using Ayni.Content;
using Ayni.Domain.Catalog;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Describing;

/// <summary>Keywords of some products.</summary>
internal sealed record KeywordsDocument
{
    /// <summary>Products in the catalogue, which say how rare a word is.</summary>
    public required int Products { get; init; }

    /// <summary>Products with at least one keyword, of those shown.</summary>
    public required int Described { get; init; }

    /// <summary>Language of texts that do not tell their own.</summary>
    public required TextLanguage MainLanguage { get; init; }

    /// <summary>Version of the counts that the feature goes by from now on; null: none were stored.</summary>
    public string? Applied { get; init; }

    public required IReadOnlyList<KeywordsRow> Rows { get; init; }

    public static KeywordsDocument Of(
        KeywordModel model, int products, List<Product> shown, CancellationToken cancellationToken)
    {
        var keywords = model.Of([.. shown.Select(ProductText.Of)], cancellationToken);
        return new KeywordsDocument
        {
            Products = products,
            Described = keywords.Count(ofProduct => ofProduct.Count > 0),
            MainLanguage = model.MainLanguage,
            Rows = [.. shown.Select((product, row) => KeywordsRow.Of(product, keywords[row]))],
        };
    }

    public void Print(TrainerConsole console)
    {
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Described:N0} of {Rows.Count:N0} products with keywords, of a catalogue of {Products:N0}; most of it "
            + $"{MainLanguage}."));
        foreach (var row in Rows)
        {
            var words = row.ProductDescriptionKeywords.Select(
                keyword => string.Create(CultureInfo.InvariantCulture, $"{keyword.Text} {keyword.Score:F1}"));
            console.Out.WriteLine($"{row.ProductId}  {row.ProductName} → {string.Join(" | ", words)}");
        }

        if (Applied is not null)
            console.Out.WriteLine($"The feature product_description_keywords goes by these counts now: {Applied}.");
    }
}
