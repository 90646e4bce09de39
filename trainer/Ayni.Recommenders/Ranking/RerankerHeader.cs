namespace Ayni.Recommenders;

/// <summary>Whose a re-ranker is, and how its pools are made.</summary>
public sealed record RerankerHeader
{
    /// <summary>Version of the model whose candidates it orders; it knows that one's items alone.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>Parts of the model, in the order of a pool's scores; one or more.</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    /// <summary>Weight of each in their blend, 0 or more.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>Best items of each part in a pool; 1 or more.</summary>
    public required int PoolSize { get; init; }

    /// <summary>How it was made and judged, as JSON.</summary>
    public string Lineage { get; init; } = "{}";

    /// <summary>Returns this header if all fits together.</summary>
    /// <exception cref="ArgumentException">Names what does not.</exception>
    public RerankerHeader Validated()
    {
        if (Parts.Count == 0 || Parts.Count != Weights.Count
            || Weights.Any(weight => !double.IsFinite(weight) || weight < 0))
        {
            throw new ArgumentException(
                $"{Parts.Count} parts have the weights {string.Join(", ", Weights)}; each part has one of 0 or more.");
        }

        return PoolSize > 0
            ? this
            : throw new ArgumentException($"The pool takes {PoolSize} items of a part; it must be 1 or more.");
    }
}
