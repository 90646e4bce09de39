namespace Ayni.Content.Onnx;

/// <summary>Options of <see cref="OnnxTextEncoder"/>.</summary>
public sealed record OnnxTextEncoderOptions
{
    /// <summary>Where a host's configuration has <see cref="Path"/>.</summary>
    public const string ConfigurationKey = "Ayni:TextEncoder";

    /// <summary>
    /// A folder with <c>model.onnx</c> (or <c>onnx/model.onnx</c>) and the tokenizer's file, or the model file itself
    /// with the tokenizer's file beside it.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>
    /// The tokenizer's file: a WordPiece vocabulary (<c>.txt</c>) or a SentencePiece model (any other name).
    /// <value>Default null: <c>vocab.txt</c>, <c>sentencepiece.bpe.model</c> or <c>spiece.model</c> beside the model,
    /// or in the folder over it.</value>
    /// </summary>
    public string? TokenizerPath { get; init; }

    /// <summary>
    /// Whether a WordPiece vocabulary is without capitals and accents, as are those called uncased.
    /// <value>Default true.</value>
    /// </summary>
    public bool IsUncased { get; init; } = true;

    /// <summary>
    /// Text put before each text, such as E5's <c>"query: "</c>. <value>Default none; at most 256 characters.</value>
    /// </summary>
    public string Prefix { get; init; } = "";

    /// <summary>
    /// Tokens read of a text, the first and last sign among them. <value>Default 128; range 8 to 8,192.</value>
    /// </summary>
    public int MaxTokens { get; init; } = 128;

    /// <summary>Texts encoded together. <value>Default 32; range 1 to 1,024.</value></summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// Texts whose vectors are kept; of more, the oldest go. <value>Default 100,000; range 0 to 10,000,000.</value>
    /// </summary>
    public int CacheEntries { get; init; } = 100_000;

    /// <summary>Threads of one run; 0 for one a core. <value>Default 0; range 0 to 256.</value></summary>
    public int Threads { get; init; }

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public OnnxTextEncoderOptions Validated()
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            throw new ArgumentException(
                $"Path is empty: name a folder or an .onnx file ({ConfigurationKey}).", nameof(Path));
        }

        Require(nameof(Prefix), Prefix.Length, Prefix.Length <= 256, "at most 256 characters");
        Require(nameof(MaxTokens), MaxTokens, MaxTokens is >= 8 and <= 8192, "8 to 8,192");
        Require(nameof(BatchSize), BatchSize, BatchSize is >= 1 and <= 1024, "1 to 1,024");
        Require(nameof(CacheEntries), CacheEntries, CacheEntries is >= 0 and <= 10_000_000, "0 to 10,000,000");
        Require(nameof(Threads), Threads, Threads is >= 0 and <= 256, "0 to 256");
        return this;
    }

    private static void Require(string option, int value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
