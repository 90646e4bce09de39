using System.Collections.Immutable;

namespace Ayni.Content.Onnx;

/// <summary>Options of <see cref="OnnxSentiment"/>.</summary>
public sealed record OnnxSentimentOptions
{
    /// <summary>Where a host's configuration has <see cref="Path"/>.</summary>
    public const string ConfigurationKey = "Ayni:SentimentModel";

    /// <summary>As <see cref="OnnxTextEncoderOptions.Path"/>, of a classifier.</summary>
    public required string Path { get; init; }

    /// <summary>As <see cref="OnnxTextEncoderOptions.TokenizerPath"/>. <value>Default null.</value></summary>
    public string? TokenizerPath { get; init; }

    /// <summary>As <see cref="OnnxTextEncoderOptions.IsUncased"/>. <value>Default true.</value></summary>
    public bool IsUncased { get; init; } = true;

    /// <summary>
    /// Sentiment of each class of the model, in its order, −1 to 1. <value>Default none: evenly from −1 to 1, as suits
    /// (negative, positive), (negative, neutral, positive) and one to five stars.</value>
    /// </summary>
    public ImmutableArray<double> ClassScores { get; init; } = [];

    /// <summary>Tokens read of a review. <value>Default 256; range 8 to 8,192.</value></summary>
    public int MaxTokens { get; init; } = 256;

    /// <summary>Reviews scored together. <value>Default 32; range 1 to 1,024.</value></summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Threads of one run; 0 for one a core. <value>Default 0; range 0 to 256.</value></summary>
    public int Threads { get; init; }

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentException">The path is empty, or a class's score no sentiment.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public OnnxSentimentOptions Validated()
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            throw new ArgumentException(
                $"Path is empty: name a folder or an .onnx file ({ConfigurationKey}).", nameof(Path));
        }

        if (ClassScores.IsDefault || ClassScores.Any(score => !(score is >= -1 and <= 1)))
        {
            throw new ArgumentException(
                $"{nameof(ClassScores)} is {(ClassScores.IsDefault ? "null" : string.Join(", ", ClassScores))}; each "
                + "must be -1 to 1.",
                nameof(ClassScores));
        }

        Require(nameof(MaxTokens), MaxTokens, MaxTokens is >= 8 and <= 8192, "8 to 8,192");
        Require(nameof(BatchSize), BatchSize, BatchSize is >= 1 and <= 1024, "1 to 1,024");
        Require(nameof(Threads), Threads, Threads is >= 0 and <= 256, "0 to 256");
        return this;
    }

    private static void Require(string option, int value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
