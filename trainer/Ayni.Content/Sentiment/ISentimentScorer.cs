namespace Ayni.Content;

/// <summary>Tells from a review how pleased its writer is. Thread-safe. Same text, same score.</summary>
public interface ISentimentScorer
{
    /// <summary>Short name in reports: <c>lexicon</c> or <c>onnx</c>.</summary>
    string Name { get; }

    /// <summary>Scores texts.</summary>
    /// <param name="texts">Reviews; an empty one is neutral.</param>
    /// <param name="cancellationToken">Stops between two texts or batches.</param>
    /// <returns>One sentiment a text, in the order given.</returns>
    IReadOnlyList<TextSentiment> Score(IReadOnlyList<string> texts, CancellationToken cancellationToken = default);
}
