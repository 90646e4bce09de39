using System.Globalization;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// A vector an item, of length 1: items met in like company are near. A shopper's vector is the mean of those met, of
/// length 1 too. An item that nobody met has a vector of 0. Immutable and thread-safe.
/// </summary>
public sealed class ItemEmbeddings
{
    private const string Format = "ayni.item-embeddings";
    private const string Version = "1";

    private readonly float[] _values;

    /// <param name="method">How they were made, such as <c>skip-gram</c>.</param>
    /// <param name="dimensions">Length of a vector.</param>
    /// <param name="values">Items × dimensions, finite; brought to length 1 and kept.</param>
    /// <exception cref="ArgumentException">The numbers are no vectors.</exception>
    public ItemEmbeddings(string method, int dimensions, float[] values)
        : this(method, values, dimensions)
    {
        for (var item = 0; item < Items; item++)
            Normalize(_values.AsSpan(item * dimensions, dimensions));
    }

    /// <summary>Takes vectors as they are: what is read back keeps its bits.</summary>
    private ItemEmbeddings(string method, float[] values, int dimensions)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length % dimensions != 0)
            throw new ArgumentException($"{values.Length} numbers are no vectors of {dimensions}.", nameof(values));
        if (Array.Exists(values, value => !float.IsFinite(value)))
            throw new ArgumentException("A number of a vector is not finite.", nameof(values));
        (Method, Dimensions, _values) = (method, dimensions, values);
    }

    /// <summary>How they were made.</summary>
    public string Method { get; }

    /// <summary>Length of a vector.</summary>
    public int Dimensions { get; }

    /// <summary>Number of items.</summary>
    public int Items => _values.Length / Dimensions;

    /// <summary>Vector of an item.</summary>
    public ReadOnlySpan<float> Of(int item) => _values.AsSpan(item * Dimensions, Dimensions);

    /// <summary>Vector of a shopper: Σ weight × vector of an item met, brought to length 1.</summary>
    /// <param name="items">Items met.</param>
    /// <param name="weights">What each counts.</param>
    /// <param name="vector">Receives the vector; 0 where nothing is known of the items.</param>
    public void OfShopper(ReadOnlySpan<int> items, ReadOnlySpan<float> weights, Span<float> vector)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, items.Length, nameof(weights));
        ArgumentOutOfRangeException.ThrowIfNotEqual(vector.Length, Dimensions, nameof(vector));
        vector.Clear();
        for (var place = 0; place < items.Length; place++)
        {
            var item = Of(items[place]);
            for (var element = 0; element < vector.Length; element++)
                vector[element] += weights[place] * item[element];
        }

        Normalize(vector);
    }

    /// <summary>Cosine of a shopper's vector with every item; NaN where one of the two says nothing.</summary>
    /// <param name="shopper">As <see cref="OfShopper"/> gives it.</param>
    /// <param name="scores">Receives one score an item.</param>
    public void Score(ReadOnlySpan<float> shopper, Span<float> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, Items, nameof(scores));
        ScoreScan.Scores(shopper, _values, Dimensions, scores);
        foreach (ref var score in scores)
        {
            if (score == 0)
                score = float.NaN;
        }
    }

    /// <summary>
    /// As a safetensors file: <c>vectors</c> F32 [items × dimensions]; format, version and method as texts.
    /// </summary>
    /// <param name="itemIds">Ids of the items, written as the text <c>item_ids</c>, a line each; null for none.</param>
    /// <param name="knownUntil">
    /// Time of the newest interaction they are made of, written as <c>known_until</c>; null for none.
    /// </param>
    public byte[] ToSafeTensors(IReadOnlyList<string>? itemIds = null, DateTimeOffset? knownUntil = null)
    {
        var file = new SafeTensorsBuilder()
            .SetMetadata("format", Format)
            .SetMetadata("version", Version)
            .SetMetadata("method", Method)
            .SetMetadata("dimensions", Dimensions.ToString(CultureInfo.InvariantCulture))
            .Add("vectors", _values, Items, Dimensions);
        if (itemIds is not null)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(itemIds.Count, Items, nameof(itemIds));
            file.SetMetadata("item_ids", string.Join('\n', itemIds));
        }

        if (knownUntil is { } time)
            file.SetMetadata("known_until", time.ToString("O", CultureInfo.InvariantCulture));
        return file.ToBytes();
    }

    /// <summary>Reads such a file.</summary>
    /// <exception cref="InvalidDataException">Not of this format and version, or damaged: what.</exception>
    public static ItemEmbeddings FromSafeTensors(ReadOnlyMemory<byte> bytes)
    {
        var file = SafeTensors.Parse(bytes);
        if (file.Metadata.GetValueOrDefault("format") != Format
            || file.Metadata.GetValueOrDefault("version") != Version)
        {
            throw new InvalidDataException(
                $"Not item embeddings: format '{file.Metadata.GetValueOrDefault("format")}', version "
                + $"'{file.Metadata.GetValueOrDefault("version")}'; expected {Format}, {Version}.");
        }

        try
        {
            return new ItemEmbeddings(
                file.Metadata.GetValueOrDefault("method") ?? "",
                file.Floats("vectors").ToArray(),
                int.Parse(file.Metadata.GetValueOrDefault("dimensions") ?? "", CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new InvalidDataException($"Damaged item embeddings: {exception.Message}", exception);
        }
    }

    private static void Normalize(Span<float> vector)
    {
        var squares = 0.0;
        foreach (var element in vector)
            squares += (double)element * element;
        if (squares == 0)
            return;
        var scale = 1 / Math.Sqrt(squares);
        foreach (ref var element in vector)
            element = (float)(element * scale);
    }
}
