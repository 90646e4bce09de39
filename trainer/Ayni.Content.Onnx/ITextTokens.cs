namespace Ayni.Content.Onnx;

/// <summary>Turns a text into a model's tokens. Thread-safe.</summary>
internal interface ITextTokens
{
    /// <summary>What fills up short texts of a batch.</summary>
    long Padding { get; }

    /// <summary>The tokens of a text with the signs of its start and end.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="maxTokens">Most tokens, both signs among them; what is over is cut.</param>
    long[] Read(string text, int maxTokens);
}
