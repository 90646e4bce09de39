namespace Ayni.Content;

/// <summary>Options of <see cref="FeatureSpace"/>.</summary>
public sealed record FeatureOptions
{
    /// <summary>
    /// Most categories with a feature of their own, the ones with the most products; each step of a path is one.
    /// <value>Default 256; range 0 to 4,096.</value>
    /// </summary>
    public int MaxCategories { get; init; } = 256;

    /// <summary>
    /// Most brands with a feature of their own, the ones with the most products.
    /// <value>Default 256; range 0 to 4,096.</value>
    /// </summary>
    public int MaxBrands { get; init; } = 256;

    /// <summary>
    /// Fewest products of a category or brand with a feature. <value>Default 5; range 1 to 1,000.</value>
    /// </summary>
    public int MinProducts { get; init; } = 5;

    /// <summary>What content vectors of length 1 are multiplied by. <value>Default 1; range 0 to 10.</value></summary>
    public double ContentScale { get; init; } = 1;

    /// <summary>Feature of a category that a product is in. <value>Default 0.25; range 0 to 10.</value></summary>
    public double CategoryScale { get; init; } = 0.25;

    /// <summary>Feature of a product's brand. <value>Default 0.25; range 0 to 10.</value></summary>
    public double BrandScale { get; init; } = 0.25;

    /// <summary>
    /// Feature of a price one standard deviation over the mean, in logarithms.
    /// <value>Default 0.1; range 0 to 10.</value>
    /// </summary>
    public double PriceScale { get; init; } = 0.1;

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public FeatureOptions Validated()
    {
        Require(nameof(MaxCategories), MaxCategories, MaxCategories is >= 0 and <= 4096, "0 to 4,096");
        Require(nameof(MaxBrands), MaxBrands, MaxBrands is >= 0 and <= 4096, "0 to 4,096");
        Require(nameof(MinProducts), MinProducts, MinProducts is >= 1 and <= 1000, "1 to 1,000");
        RequireScale(nameof(ContentScale), ContentScale);
        RequireScale(nameof(CategoryScale), CategoryScale);
        RequireScale(nameof(BrandScale), BrandScale);
        RequireScale(nameof(PriceScale), PriceScale);
        return this;
    }

    private static void RequireScale(string option, double value) =>
        Require(option, value, value is >= 0 and <= 10, "0 to 10");

    private static void Require(string option, double value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
