namespace Ayni.Recommenders;

/// <summary>
/// A model that scores all items for what may come next after a history, which need not be that of a user it was
/// fitted on: every answer is a fold-in. After <see cref="Fit"/> it can be asked from several threads at once. Same
/// sequences, options and history, same scores, to the bit.
/// </summary>
public interface ISequenceRecommender
{
    /// <summary>Short name in reports: lower case, such as <c>transitions</c>.</summary>
    string Name { get; }

    /// <summary>Number of items; 0 before a fit.</summary>
    int Items { get; }

    /// <summary>Learns from the sequences of many users. A second fit replaces the first.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the model is then not fitted.</exception>
    void Fit(ItemSequences sequences, CancellationToken cancellationToken = default);

    /// <summary>Scores every item as the next after a history.</summary>
    /// <param name="history">Item indices, oldest first; empty for somebody new.</param>
    /// <param name="scores">Receives one score an item; NaN where the model has nothing to say.</param>
    /// <exception cref="InvalidOperationException">Not fitted.</exception>
    void Score(ReadOnlySpan<int> history, Span<float> scores);
}
