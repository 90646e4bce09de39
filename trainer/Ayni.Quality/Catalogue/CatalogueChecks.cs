using Ayni.Domain.Catalog;

namespace Ayni.Quality;

/// <summary>What is wrong with a catalogue, whatever the period: it has no history to compare with.</summary>
internal static class CatalogueChecks
{
    private const int MaxExamples = 5;

    /// <summary>Products with a price that a category must have for a price to be an outlier of it.</summary>
    private const int LeastOfCategory = 20;

    public static IReadOnlyList<CatalogueCheck> Of(IReadOnlyList<Product> products, QualityOptions options)
    {
        if (products.Count == 0)
            return [];
        return
        [
            Check("missing_description", "Without a description", IsBlank(product => product.Description),
                "Of a new product only its name speaks; texts find products alike before anybody met them."),
            Check("missing_category", "Without a category", IsBlank(product => product.Category),
                "Rules, scenarios and diversity by category pass it over."),
            Check("missing_brand", "Without a brand", IsBlank(product => product.Brand),
                "“Most of a brand” cannot hold for it."),
            Check("missing_price", "Without a price", product => product.Price is null,
                "Deals, price filters and revenue pass it over."),
            Check("price_zero", "Price of 0", product => product.Price == 0m,
                "It looks like a gift and heads every list of cheap products.", isWrong: true),
            Check("list_price_below_price", "List price under the price",
                product => product.ListPrice is { } list && list < product.Price,
                "A discount under zero: the two prices were mixed up.", isWrong: true),
            Outliers(),
            Duplicates(),
        ];

        CatalogueCheck Check(
            string name, string label, Func<Product, bool> has, string meaning, bool isWrong = false) =>
            Result(name, label, [.. products.Where(has)], products.Count, meaning, isWrong);

        CatalogueCheck Outliers() => Result(
            "price_outlier", "Price far from its category's", PriceOutliers(products, options),
            products.Count(product => product.Price > 0),
            "A comma moved, another currency or another unit; or one article unlike the rest.", isWrong: true);

        CatalogueCheck Duplicates() => Result(
            "duplicate_product", "Same name, brand and category as another", SameProducts(products), products.Count,
            "Two ids share what shoppers say of one product, and lists show it twice. Give variants one parent_id.",
            isWrong: true);

        // What is missing costs by its share; what is wrong is a finding from one product in a hundred.
        CatalogueCheck Result(
            string name, string label, IReadOnlyList<Product> found, int of, string meaning, bool isWrong)
        {
            var share = of == 0 ? 0 : (double)found.Count / of;
            var severity = isWrong
                ? ColumnChecks.Grade(share, options.ModerateCatalogueShare / 10, options.MajorCatalogueShare / 5)
                : ColumnChecks.Grade(share, options.ModerateCatalogueShare, options.MajorCatalogueShare);

            // A field that no product has was never sent: a wish rather than a fault, and brands are no shop's duty.
            if (!isWrong && found.Count == of)
                severity = name == "missing_brand" ? Severity.None : Severity.Moderate;
            return new CatalogueCheck(
                name, label, found.Count, of, severity, meaning,
                [.. found.Select(product => product.ProductId).Order(StringComparer.Ordinal).Take(MaxExamples)]);
        }
    }

    private static Func<Product, bool> IsBlank(Func<Product, string?> textOf) =>
        product => string.IsNullOrWhiteSpace(textOf(product));

    private static List<Product> SameProducts(IReadOnlyList<Product> products) =>
    [
        .. products
            .GroupBy(product => (
                Name: product.Name.Trim().ToUpperInvariant(),
                Brand: product.Brand?.Trim().ToUpperInvariant(),
                product.Category,

                // Variants of one family share their name rightly.
                Family: product.ParentId ?? ""))
            .Where(group => group.Key.Family.Length == 0 && group.Count() > 1)
            .SelectMany(group => group),
    ];

    /// <summary>
    /// By the median and the median absolute deviation of the logarithms, ×1.4826 to be a standard deviation where they
    /// are normal (Iglewicz and Hoaglin 1993); within a category and currency, or over all where there are none.
    /// </summary>
    private static List<Product> PriceOutliers(IReadOnlyList<Product> products, QualityOptions options)
    {
        var outliers = new List<Product>();
        var groups = products
            .Where(product => product.Price > 0)
            .GroupBy(product => (product.Category, product.Currency));
        foreach (var group in groups)
        {
            if (group.Count() < LeastOfCategory)
                continue;
            double[] logs = [.. group.Select(product => Math.Log((double)product.Price!.Value))];
            var median = Median(logs);
            var spread = 1.4826 * Median([.. logs.Select(log => Math.Abs(log - median))]);
            if (spread > 0)
            {
                outliers.AddRange(group.Where(product =>
                    Math.Abs(Math.Log((double)product.Price!.Value) - median) > options.PriceOutlier * spread));
            }
        }

        return outliers;
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
