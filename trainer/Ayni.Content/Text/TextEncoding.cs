using Ayni.Numerics;

namespace Ayni.Content;

/// <summary>Encoding of whole catalogues.</summary>
public static class TextEncoding
{
    /// <summary>Texts that a thread takes at a time.</summary>
    private const int TextsPerTask = 256;

    /// <summary>Encodes all texts; the vectors do not depend on the number of threads.</summary>
    /// <param name="encoder">Encodes them.</param>
    /// <param name="texts">Any number of texts.</param>
    /// <param name="threads">Threads, 1 or more; 0 for one a processor.</param>
    /// <param name="cancellationToken">Stops the encoding.</param>
    /// <returns>Texts × <see cref="ITextEncoder.Dimensions"/>, row-major.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static float[] EncodeAll(
        this ITextEncoder encoder,
        IReadOnlyList<ProductText> texts,
        int threads = 0,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(texts);
        var vectors = new float[checked(texts.Count * encoder.Dimensions)];
        WorkQueue.Run(
            (texts.Count + TextsPerTask - 1) / TextsPerTask,
            Threads(threads, cancellationToken),
            () => encoder,
            (task, shared) =>
            {
                var first = task * TextsPerTask;
                var count = Math.Min(TextsPerTask, texts.Count - first);
                shared.Encode(
                    [.. Enumerable.Range(first, count).Select(text => texts[text])],
                    vectors.AsSpan(first * shared.Dimensions, count * shared.Dimensions),
                    cancellationToken);
            },
            _ => { });
        return vectors;
    }

    /// <summary>Divides a vector by its length.</summary>
    /// <param name="vector">Any vector; one of length 0 stays as it is.</param>
    public static void Normalize(Span<float> vector)
    {
        var squares = 0.0;
        foreach (var element in vector)
            squares += (double)element * element;
        if (squares == 0)
            return;
        var scale = 1 / Math.Sqrt(squares);
        for (var element = 0; element < vector.Length; element++)
            vector[element] = (float)(vector[element] * scale);
    }

    internal static ParallelOptions Threads(int threads, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return new ParallelOptions
        {
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellationToken,
        };
    }

    internal static void RequireShape(int texts, int dimensions, int vectors)
    {
        if (vectors != (long)texts * dimensions)
            throw new ArgumentException($"{vectors} numbers are not {texts} vectors of {dimensions}.");
    }
}
