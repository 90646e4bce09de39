using Ayni.Numerics;

namespace Ayni.Content;

/// <summary>Options of <see cref="TextModel"/>.</summary>
public sealed record TextModelOptions
{
    /// <summary>Length of a vector. <value>Default 256; range 1 to 1,024.</value></summary>
    public int Dimensions { get; init; } = 256;

    /// <summary>
    /// Most words known; those of the most products stay. <value>Default 50,000; range 1 to 1,000,000.</value>
    /// </summary>
    public int MaxWords { get; init; } = 50_000;

    /// <summary>
    /// Most pieces of words (character n-grams) known; those of the most products stay.
    /// <value>Default 50,000; range 0 to 1,000,000.</value>
    /// </summary>
    public int MaxPieces { get; init; } = 50_000;

    /// <summary>
    /// Fewest products a word or piece is in: what one product alone has says nothing of its likeness to others.
    /// <value>Default 2; range 1 to 1,000.</value>
    /// </summary>
    public int MinProducts { get; init; } = 2;

    /// <summary>Characters of the shortest piece. <value>Default 3; range 2 to 8.</value></summary>
    public int MinPieceLength { get; init; } = 3;

    /// <summary>
    /// Characters of the longest piece. <value>Default 5; range <see cref="MinPieceLength"/> to 8.</value>
    /// </summary>
    public int MaxPieceLength { get; init; } = 5;

    /// <summary>
    /// Share of the pieces in a text's squared length; the rest is its words'.
    /// <value>Default 0.3; range 0 to 1.</value>
    /// </summary>
    public double PieceShare { get; init; } = 0.3;

    /// <summary>Weight of a word of the name. <value>Default 1; range 0 to 10.</value></summary>
    public double NameWeight { get; init; } = 1;

    /// <summary>Weight of a word of the description. <value>Default 0.5; range 0 to 10.</value></summary>
    public double DescriptionWeight { get; init; } = 0.5;

    /// <summary>Weight of a word of the category's parts. <value>Default 1; range 0 to 10.</value></summary>
    public double CategoryWeight { get; init; } = 1;

    /// <summary>Weight of the brand, and of its words. <value>Default 0.5; range 0 to 10.</value></summary>
    public double BrandWeight { get; init; } = 0.5;

    /// <summary>Weight of a tag, and of its words. <value>Default 0.5; range 0 to 10.</value></summary>
    public double TagWeight { get; init; } = 0.5;

    /// <summary>
    /// The language of all texts. <value>Default null: seen from each product's small words, and where they are silent
    /// the language that most of the catalogue is in.</value>
    /// </summary>
    public TextLanguage? Language { get; init; }

    /// <summary>
    /// How the directions are found. <value>Default: see <see cref="TruncatedSvdOptions"/>.</value>
    /// </summary>
    public TruncatedSvdOptions Svd { get; init; } = new();

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public TextModelOptions Validated()
    {
        Require(nameof(Dimensions), Dimensions, Dimensions is >= 1 and <= 1024, "1 to 1,024");
        Require(nameof(MaxWords), MaxWords, MaxWords is >= 1 and <= 1_000_000, "1 to 1,000,000");
        Require(nameof(MaxPieces), MaxPieces, MaxPieces is >= 0 and <= 1_000_000, "0 to 1,000,000");
        Require(nameof(MinProducts), MinProducts, MinProducts is >= 1 and <= 1000, "1 to 1,000");
        Require(nameof(MinPieceLength), MinPieceLength, MinPieceLength is >= 2 and <= 8, "2 to 8");
        Require(
            nameof(MaxPieceLength), MaxPieceLength, MaxPieceLength >= MinPieceLength && MaxPieceLength <= 8,
            $"{MinPieceLength} (MinPieceLength) to 8");
        Require(nameof(PieceShare), PieceShare, PieceShare is >= 0 and <= 1, "0 to 1");
        RequireWeight(nameof(NameWeight), NameWeight);
        RequireWeight(nameof(DescriptionWeight), DescriptionWeight);
        RequireWeight(nameof(CategoryWeight), CategoryWeight);
        RequireWeight(nameof(BrandWeight), BrandWeight);
        RequireWeight(nameof(TagWeight), TagWeight);
        if (Language is { } language)
            Require(nameof(Language), (int)language, Enum.IsDefined(language), "a language of TextLanguage");
        Svd.Validated();
        return this;
    }

    private static void RequireWeight(string option, double value) =>
        Require(option, value, value is >= 0 and <= 10, "0 to 10");

    private static void Require(string option, double value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
