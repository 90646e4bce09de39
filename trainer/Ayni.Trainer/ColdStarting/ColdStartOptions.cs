using Ayni.Content;
using Ayni.Trainer.Texts;

namespace Ayni.Trainer.ColdStarting;

/// <summary>Options of a measurement of cold starts.</summary>
internal sealed record ColdStartOptions
{
    /// <summary>
    /// Share of the products, or of the shoppers, hidden. <value>Default 0.2; over 0 and under 1.</value>
    /// </summary>
    public double HiddenShare { get; init; } = 0.2;

    /// <summary>Seed of which, and of the random order. <value>Default 1.</value></summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Share of the content neighbours in the mix; the rest is the factor map's, or item-kNN's.
    /// <value>Default 0.5; range 0 to 1.</value>
    /// </summary>
    public double ContentShare { get; init; } = 0.5;

    /// <summary>
    /// Exponent of the cosine in a neighbour's weight: more of it trusts near ones only.
    /// <value>Default 4; range 0 to 8.</value>
    /// </summary>
    public double SimilarityPower { get; init; } = 4;

    /// <summary>What encodes texts. <value>Default: see <see cref="TextModelOptions"/>.</value></summary>
    public EncoderChoice Text { get; init; } = new(new TextModelOptions(), null);

    /// <summary>Neighbours of a product. <value>Default: see <see cref="ContentNeighbourOptions"/>.</value></summary>
    public ContentNeighbourOptions Neighbours { get; init; } = new();

    /// <summary>What the factor map sees. <value>Default: see <see cref="FeatureOptions"/>.</value></summary>
    public FeatureOptions Features { get; init; } = new();

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public ColdStartOptions Validated()
    {
        Require(nameof(HiddenShare), HiddenShare, HiddenShare is > 0 and < 1, "over 0 and under 1");
        Require(nameof(ContentShare), ContentShare, ContentShare is >= 0 and <= 1, "0 to 1");
        Require(nameof(SimilarityPower), SimilarityPower, SimilarityPower is >= 0 and <= 8, "0 to 8");
        Neighbours.Validated();
        Features.Validated();
        return this;
    }

    private static void Require(string option, double value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
