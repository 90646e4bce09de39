namespace Ayni.Content;

/// <summary>Options of <see cref="KeywordModel"/>.</summary>
public sealed record KeywordOptions
{
    /// <summary>Most keywords of a product. <value>Default 5; range 1 to 100.</value></summary>
    public int Count { get; init; } = 5;

    /// <summary>
    /// Fewest products a word is in: what one product alone has is a code, a typing error or its own name.
    /// <value>Default 2; range 1 to 1,000.</value>
    /// </summary>
    public int MinProducts { get; init; } = 2;

    /// <summary>
    /// Fewest products two words stand side by side in to count as one keyword.
    /// <value>Default 4; range 2 to 1,000.</value>
    /// </summary>
    public int MinPairProducts { get; init; } = 4;

    /// <summary>
    /// Least share of the products with the rarer of two words in which they stand side by side.
    /// <value>Default 0.25; over 0 to 1.</value>
    /// </summary>
    public double MinPairShare { get; init; } = 0.25;

    /// <summary>Weight of a word of the name. <value>Default 1; range 0 to 10.</value></summary>
    public double NameWeight { get; init; } = 1;

    /// <summary>Weight of a word of the description. <value>Default 1; range 0 to 10.</value></summary>
    public double DescriptionWeight { get; init; } = 1;

    /// <summary>
    /// The language of all texts. <value>Default null: seen as <see cref="TextModelOptions.Language"/> is.</value>
    /// </summary>
    public TextLanguage? Language { get; init; }

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public KeywordOptions Validated()
    {
        Require(nameof(Count), Count, Count is >= 1 and <= 100, "1 to 100");
        Require(nameof(MinProducts), MinProducts, MinProducts is >= 1 and <= 1_000, "1 to 1,000");
        Require(nameof(MinPairProducts), MinPairProducts, MinPairProducts is >= 2 and <= 1_000, "2 to 1,000");
        Require(nameof(MinPairShare), MinPairShare, MinPairShare is > 0 and <= 1, "over 0 to 1");
        Require(nameof(NameWeight), NameWeight, NameWeight is >= 0 and <= 10, "0 to 10");
        Require(nameof(DescriptionWeight), DescriptionWeight, DescriptionWeight is >= 0 and <= 10, "0 to 10");
        return this;
    }

    private static void Require(string option, double value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
