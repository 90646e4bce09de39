namespace Ayni.Content;

/// <summary>
/// Turns what is written about products into vectors whose cosine says how alike they are. Thread-safe. The same text
/// gives the same vector, within rounding, whatever else is in its batch.
/// </summary>
public interface ITextEncoder
{
    /// <summary>Short name in reports: lower case, such as <c>tf-idf-svd</c>.</summary>
    string Name { get; }

    /// <summary>Length of a vector, 1 or more.</summary>
    int Dimensions { get; }

    /// <summary>Encodes some texts on the caller's thread.</summary>
    /// <param name="texts">Any number of texts.</param>
    /// <param name="vectors">
    /// Receives texts × <see cref="Dimensions"/>, row-major. A vector has length 1, or is 0 throughout where the
    /// encoder has nothing to say of the text: it is empty, or nothing in it is known.
    /// </param>
    /// <param name="cancellationToken">Stops between two texts or batches.</param>
    /// <exception cref="ArgumentException">The vectors do not fit the texts.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the vectors are of no use then.</exception>
    void Encode(IReadOnlyList<ProductText> texts, Span<float> vectors, CancellationToken cancellationToken = default);
}
