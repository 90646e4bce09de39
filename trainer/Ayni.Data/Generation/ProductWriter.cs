using System.Globalization;
using Ayni.Domain.Catalog;
using Bogus;

namespace Ayni.Data.Generation;

/// <summary>Makes products: names and descriptions in Spanish and English, brand, category, prices, stock.</summary>
internal sealed class ProductWriter(ShopLexicon lexicon, ShopOptions options)
{
    private const double DiscountedShare = 0.35;
    private const double SoldOutShare = 0.03;
    private const int MostTries = 16;

    private const string DiscountedTag = "oferta";
    private const int WarrantyMonths = 3;

    /// <summary>Longest time that a product was in the shop before its first day.</summary>
    private const int MostDaysBefore = 730;

    /// <summary>The last sentence of a description, the label that goes with it, and months of warranty.</summary>
    private static readonly (string Text, string Tag, int Warranty)[] Closings =
    [
        ("Envío a todo el Perú.|Delivery all over Peru.", "envío nacional", WarrantyMonths),
        ("Garantía de un año.|One-year warranty.", "garantía", 12),
        ("Cambios y devoluciones en 30 días.|Exchanges and returns within 30 days.", "cambios", WarrantyMonths),
        ("Hecho en el Perú.|Made in Peru.", "hecho en el Perú", WarrantyMonths),
    ];

    public List<GeneratedProduct> Write()
    {
        var brands = lexicon.Themes.Select(Brands).ToArray();
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        var products = new List<GeneratedProduct>(options.Products);
        var families = new Dictionary<ProductWords, List<int>>();
        for (var index = 0; index < options.Products; index++)
        {
            // The first products give every theme one; the others go to a theme by chance.
            var random = new RandomStream(options.Seed, "product", index);
            var theme = index < lexicon.Themes.Count ? index : random.Next(lexicon.Themes.Count);
            products.Add(One(index, theme, brands[theme], random, taken, families));
        }

        Join(products, families);
        products.Sort((a, b) => string.CompareOrdinal(a.Product.ProductId, b.Product.ProductId));
        return products;
    }

    private string[] Brands(ThemeWords theme)
    {
        var faker = new Faker("es") { Random = new Randomizer(HashCode(theme.Key)) };
        return [.. theme.Brands, $"Casa {faker.Name.LastName()}", $"Hermanos {faker.Name.LastName()}"];
    }

    private GeneratedProduct One(
        int index,
        int themeIndex,
        string[] brands,
        RandomStream random,
        Dictionary<string, int> taken,
        Dictionary<ProductWords, List<int>> families)
    {
        var theme = lexicon.Themes[themeIndex];
        var (type, words) = Words(theme, brands, random, taken);
        (families.TryGetValue(words.Family, out var family) ? family : families[words.Family] = []).Add(index);
        var (closingText, closingTag, warranty) = random.Pick(Closings);
        var closing = ShopLexicon.Both(closingText);
        var (price, listPrice) = Prices(type, random);
        var product = new Product
        {
            ProductId = string.Create(CultureInfo.InvariantCulture, $"{theme.Prefix}-{index + 1:D5}"),
            Name = words.Spanish,
            Description = $"{words.SpanishNoun}, {words.Variant.Spanish}. Marca {words.Brand}. {closing.Spanish}",
            Category = $"{theme.Category} > {type.Sub}",
            Brand = words.Brand,
            Price = price,
            ListPrice = listPrice,
            Currency = ShopGenerator.Currency,
            Stock = random.Chance(SoldOutShare) ? 0 : 1 + (int)(40 * random.NextExponential()),
            Tags = listPrice is null ? TextSet.Of(closingTag) : TextSet.Of(closingTag, DiscountedTag),
            AddedAt = AddedAt(index),
            Attributes = AttributeSet.Of(
            [
                new("variant", AttributeValue.Of(words.Variant.Spanish)),
                new("warranty_months", AttributeValue.Of(warranty)),
            ]),
        };
        return new GeneratedProduct(
            product,
            words.English,
            $"{words.EnglishNoun}, {words.Variant.English}. Brand: {words.Brand}. {closing.English}",
            theme.CategoryEn,
            random.Chance(0.5) ? type.Es : words.SpanishNoun,
            themeIndex);
    }

    // Before the first day, so that nothing is bought that is not there yet. A stream of its own: what is drawn for a
    // product besides stays what it is.
    private DateTimeOffset AddedAt(int index)
    {
        var minutes = new RandomStream(options.Seed, "product-added", index).Next(MostDaysBefore * 24 * 60);
        return options.Start.AddMinutes(-minutes).ToUniversalTime();
    }

    /// <summary>Gives those that differ in the variant alone one family, named after the first of them.</summary>
    private static void Join(List<GeneratedProduct> products, Dictionary<ProductWords, List<int>> families)
    {
        foreach (var family in families.Values.Where(family => family.Count > 1))
        {
            var parentId = $"{products[family[0]].Product.ProductId}-F";
            foreach (var index in family)
            {
                var product = products[index].Product with { ParentId = parentId };
                products[index] = products[index] with { Product = product };
            }
        }
    }

    /// <summary>A name nobody has yet; where the words run out, a series number tells products apart.</summary>
    private static (TypeWords Type, ProductWords Words) Words(
        ThemeWords theme, string[] brands, RandomStream random, Dictionary<string, int> taken)
    {
        for (var tries = 1; ; tries++)
        {
            var type = random.Pick(theme.Types);
            var words = new ProductWords(
                type,
                ShopLexicon.Both(random.Pick(type.Features)),
                ShopLexicon.Both(random.Pick(type.Variants)),
                random.Pick(brands));
            taken.TryGetValue(words.Spanish, out var times);
            if (times > 0 && tries < MostTries)
                continue;
            taken[words.Spanish] = times + 1;
            return (type, times == 0 ? words : words.InSeries(times + 1));
        }
    }

    private static (decimal Price, decimal? ListPrice) Prices(TypeWords type, RandomStream random)
    {
        // Log-uniform between the bounds, then the usual ending: S/ 129.90.
        var raw = type.Low * Math.Pow(type.High / type.Low, random.NextDouble());
        var price = Math.Max(1, Math.Floor((decimal)raw)) + 0.90m;
        if (!random.Chance(DiscountedShare))
            return (price, null);
        var listPrice = Math.Ceiling(price * (decimal)(1.1 + (0.4 * random.NextDouble()))) + 0.90m;
        return (price, listPrice);
    }

    private int HashCode(string key) => new RandomStream(options.Seed, key).Next(int.MaxValue);
}
