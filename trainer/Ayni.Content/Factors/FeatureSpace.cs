using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Ayni.Domain.Catalog;
using Ayni.Numerics;

namespace Ayni.Content;

/// <summary>
/// What a product is, as numbers: its content vector, one feature for each step of its category's path and one for its
/// brand (the frequent ones), and its price's logarithm, standardised. Immutable and thread-safe.
/// </summary>
public sealed class FeatureSpace
{
    private const string Format = "ayni.feature-space";
    private const string Version = "1";

    private readonly FeatureOptions _options;
    private readonly ImmutableArray<string> _categories;
    private readonly ImmutableArray<string> _brands;
    private readonly Dictionary<string, int> _categoryColumns;
    private readonly Dictionary<string, int> _brandColumns;
    private readonly double _priceMean;
    private readonly double _priceDeviation;

    private FeatureSpace(
        FeatureOptions options,
        int dimensions,
        ImmutableArray<string> categories,
        ImmutableArray<string> brands,
        double priceMean,
        double priceDeviation)
    {
        (_options, Dimensions, _categories, _brands) = (options, dimensions, categories, brands);
        (_priceMean, _priceDeviation) = (priceMean, priceDeviation);
        _categoryColumns = Columns(categories, dimensions);
        _brandColumns = Columns(brands, dimensions + categories.Length);
    }

    /// <summary>Length of a content vector.</summary>
    public int Dimensions { get; }

    /// <summary>Features of a product.</summary>
    public int Width => Dimensions + _categories.Length + _brands.Length + 1;

    /// <summary>Learns the frequent categories and brands, and the usual price.</summary>
    /// <param name="products">The catalogue, prices in one currency.</param>
    /// <param name="dimensions">Length of a content vector, 1 or more.</param>
    /// <param name="options">Limits and scales; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static FeatureSpace Fit(IReadOnlyList<Product> products, int dimensions, FeatureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(products);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        options = (options ?? new FeatureOptions()).Validated();
        double[] prices = [.. products.Select(LogPrice).OfType<double>()];
        var mean = prices.Length > 0 ? prices.Average() : 0;
        var deviation = prices.Length > 0 ? Math.Sqrt(prices.Average(price => (price - mean) * (price - mean))) : 0;
        return new FeatureSpace(
            options,
            dimensions,
            Frequent(products.SelectMany(product => PathsOf(product.Category)), options.MaxCategories, options),
            Frequent(products.Select(product => product.Brand).OfType<string>(), options.MaxBrands, options),
            mean,
            deviation);
    }

    /// <summary>Writes a product's features.</summary>
    /// <param name="product">The product.</param>
    /// <param name="vector">Its content vector, <see cref="Dimensions"/> long.</param>
    /// <param name="features">Receives <see cref="Width"/> numbers.</param>
    public void Write(Product product, ReadOnlySpan<float> vector, Span<float> features)
    {
        ArgumentNullException.ThrowIfNull(product);
        if (vector.Length != Dimensions || features.Length != Width)
        {
            throw new ArgumentException(
                $"A vector of {vector.Length} and {features.Length} features; they have {Dimensions} and {Width}.");
        }

        features.Clear();
        for (var element = 0; element < vector.Length; element++)
            features[element] = (float)(vector[element] * _options.ContentScale);
        foreach (var path in PathsOf(product.Category))
        {
            if (_categoryColumns.TryGetValue(path, out var column))
                features[column] = (float)_options.CategoryScale;
        }

        if (product.Brand is { } brand && _brandColumns.TryGetValue(brand, out var brandColumn))
            features[brandColumn] = (float)_options.BrandScale;

        // A price that is not known is taken for the usual one.
        if (LogPrice(product) is { } price && _priceDeviation > 0)
            features[^1] = (float)(_options.PriceScale * (price - _priceMean) / _priceDeviation);
    }

    /// <summary>The features of some products.</summary>
    /// <param name="products">The products.</param>
    /// <param name="vectors">Their content vectors, products × <see cref="Dimensions"/>, row-major.</param>
    /// <returns>Products × <see cref="Width"/>, row-major.</returns>
    public float[] WriteAll(IReadOnlyList<Product> products, ReadOnlySpan<float> vectors)
    {
        ArgumentNullException.ThrowIfNull(products);
        TextEncoding.RequireShape(products.Count, Dimensions, vectors.Length);
        var features = new float[checked(products.Count * Width)];
        for (var product = 0; product < products.Count; product++)
        {
            Write(
                products[product],
                vectors.Slice(product * Dimensions, Dimensions),
                features.AsSpan(product * Width, Width));
        }

        return features;
    }

    /// <summary>
    /// As a safetensors file: <c>price</c> F64 [2] (mean and deviation of the logarithm); format, version, options,
    /// dimensions, categories and brands as texts. Equal spaces have equal bytes.
    /// </summary>
    public byte[] ToSafeTensors() => new SafeTensorsBuilder()
        .SetMetadata("format", Format)
        .SetMetadata("version", Version)
        .SetMetadata("options", JsonSerializer.Serialize(_options))
        .SetMetadata("dimensions", Dimensions.ToString(CultureInfo.InvariantCulture))
        .SetMetadata("categories", JsonSerializer.Serialize(_categories))
        .SetMetadata("brands", JsonSerializer.Serialize(_brands))
        .Add("price", [_priceMean, _priceDeviation], 2)
        .ToBytes();

    /// <summary>Reads a feature space.</summary>
    /// <param name="bytes">What <see cref="ToSafeTensors"/> gave.</param>
    /// <exception cref="InvalidDataException">Not of this format and version, or damaged: what and where.</exception>
    public static FeatureSpace FromSafeTensors(ReadOnlyMemory<byte> bytes)
    {
        var file = SafeTensors.Parse(bytes);
        ContentFiles.Require(file, Format, Version);
        var price = file.Doubles("price");
        if (price.Length != 2 || !double.IsFinite(price[0]) || !double.IsFinite(price[1]) || price[1] < 0)
            throw new InvalidDataException("Tensor 'price' must be a finite mean and a deviation of 0 or more.");
        try
        {
            return new FeatureSpace(
                (ContentFiles.Json<FeatureOptions>(file, "options")).Validated(),
                ContentFiles.Number(file, "dimensions", 1, int.MaxValue),
                [.. ContentFiles.Json<string[]>(file, "categories")],
                [.. ContentFiles.Json<string[]>(file, "brands")],
                price[0],
                price[1]);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"A feature space cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>Each step of a path with those before it: "Home", "Home &gt; Kitchen".</summary>
    private static IEnumerable<string> PathsOf(string? category)
    {
        var parts = ProductText.PartsOf(category);
        return Enumerable.Range(1, parts.Count).Select(depth => string.Join(" > ", parts.Take(depth)));
    }

    private static double? LogPrice(Product product) =>
        product.Price is { } price ? Math.Log(1 + (double)price) : null;

    private static ImmutableArray<string> Frequent(IEnumerable<string> labels, int limit, FeatureOptions options) =>
    [
        .. labels.CountBy(label => label, StringComparer.Ordinal)
            .Where(label => label.Value >= options.MinProducts)
            .OrderByDescending(label => label.Value)
            .ThenBy(label => label.Key, StringComparer.Ordinal)
            .Take(limit)
            .Select(label => label.Key),
    ];

    private static Dictionary<string, int> Columns(ImmutableArray<string> labels, int first)
    {
        var columns = new Dictionary<string, int>(labels.Length, StringComparer.Ordinal);
        foreach (var label in labels)
            columns.Add(label, first + columns.Count);
        return columns;
    }
}
