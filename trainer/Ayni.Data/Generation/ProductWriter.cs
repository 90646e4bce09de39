using System.Globalization;
using Ayni.Catalog;
using Bogus;

namespace Ayni.Data.Generation;

/// <summary>Makes products: names and descriptions in Spanish and English, brand, category, prices, stock.</summary>
internal sealed class ProductWriter(ShopLexicon lexicon, ShopOptions options)
{
    private const double DiscountedShare = 0.35;
    private const double SoldOutShare = 0.03;

    private static readonly string[] Closings =
    [
        "Envío a todo el Perú.|Delivery all over Peru.",
        "Garantía de un año.|One-year warranty.",
        "Cambios y devoluciones en 30 días.|Exchanges and returns within 30 days.",
        "Hecho en el Perú.|Made in Peru.",
    ];

    public List<GeneratedProduct> Write()
    {
        var brands = lexicon.Themes.Select(Brands).ToArray();
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        var products = new List<GeneratedProduct>(options.Products);
        for (var index = 0; index < options.Products; index++)
        {
            // The first products give every theme one; the others go to a theme by chance.
            var random = new RandomStream(options.Seed, "product", index);
            var theme = index < lexicon.Themes.Count ? index : random.Next(lexicon.Themes.Count);
            products.Add(One(index, theme, brands[theme], random, taken));
        }

        products.Sort((a, b) => string.CompareOrdinal(a.Product.ProductId, b.Product.ProductId));
        return products;
    }

    private string[] Brands(ThemeWords theme)
    {
        var faker = new Faker("es") { Random = new Randomizer(HashCode(theme.Key)) };
        return [.. theme.Brands, $"Casa {faker.Name.LastName()}", $"Hermanos {faker.Name.LastName()}"];
    }

    private GeneratedProduct One(
        int index, int themeIndex, string[] brands, RandomStream random, Dictionary<string, int> taken)
    {
        var theme = lexicon.Themes[themeIndex];
        var type = random.Pick(theme.Types);
        var variant = ShopLexicon.Both(random.Pick(type.Variants));
        var feature = ShopLexicon.Both(random.Pick(type.Features));
        var closing = ShopLexicon.Both(random.Pick(Closings));
        var brand = random.Pick(brands);
        var spanish = Unique($"{Join(type.Es, feature.Spanish, variant.Spanish)} — {brand}", taken, out var series);
        var english = $"{Join(type.En, feature.English, variant.English)} — {brand}{series}";
        var (price, listPrice) = Prices(type, random);
        var product = new Product
        {
            ProductId = string.Create(CultureInfo.InvariantCulture, $"{theme.Prefix}-{index + 1:D5}"),
            Name = spanish,
            Description = $"{Join(type.Es, feature.Spanish)}, {variant.Spanish}. Marca {brand}. {closing.Spanish}",
            Category = $"{theme.Category} > {type.Sub}",
            Brand = brand,
            Price = price,
            ListPrice = listPrice,
            Currency = Product.DefaultCurrency,
            Stock = random.Chance(SoldOutShare) ? 0 : 1 + (int)(40 * random.NextExponential()),
        };
        return new GeneratedProduct(
            product,
            english,
            $"{Join(type.En, feature.English)}, {variant.English}. Brand: {brand}. {closing.English}",
            theme.CategoryEn,
            random.Chance(0.5) ? type.Es : Join(type.Es, feature.Spanish),
            themeIndex);
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

    private static string Join(params string[] words) => string.Join(' ', words.Where(word => word.Length > 0));

    private static string Unique(string name, Dictionary<string, int> taken, out string series)
    {
        taken.TryGetValue(name, out var times);
        taken[name] = times + 1;
        series = times == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" (serie {times + 1})");
        return name + series;
    }

    private int HashCode(string key) => new RandomStream(options.Seed, key).Next(int.MaxValue);
}
