using System.Collections.Immutable;
using System.Text;
using Ayni.Content;
using Ayni.Domain.Catalog;
using Ayni.Numerics;

namespace Ayni.Grains.Content;

/// <summary>
/// What a catalogue's texts say, as a part of a model: an encoder, the vectors of the products there were, and a map
/// from what a product is to the factor it would have, so that one nobody met yet is scored like any other. Immutable
/// and thread-safe.
/// </summary>
public sealed class CatalogContent
{
    /// <summary>
    /// Most products whose vectors are kept: some 1,100 bytes each, in every silo and in the model's file. A larger
    /// catalogue goes without content.
    /// </summary>
    public const int MaxProducts = 150_000;

    private const string Prefix = "content.";
    private const string Encoder = Prefix + "encoder";
    private const string Features = Prefix + "features";
    private const string Map = Prefix + "map";
    private const string Vectors = Prefix + "vectors";

    private readonly ITextEncoder _encoder;
    private readonly FeatureSpace _features;
    private readonly FactorMap? _map;
    private readonly Dictionary<string, int> _rows;
    private readonly long[] _hashes;
    private readonly float[] _vectors;

    private CatalogContent(
        ITextEncoder encoder, FeatureSpace features, FactorMap? map, string[] ids, long[] hashes, float[] vectors)
    {
        (_encoder, _features, _map, _hashes, _vectors) = (encoder, features, map, hashes, vectors);
        _rows = ids.Index().ToDictionary(id => id.Item, id => id.Index, StringComparer.Ordinal);
    }

    /// <summary>Numbers in a vector.</summary>
    public int Dimensions => _encoder.Dimensions;

    /// <summary>Learns from a catalogue.</summary>
    /// <param name="products">By id (ordinal); at most <see cref="MaxProducts"/>.</param>
    /// <param name="items">What is to be predicted of those of them that the model knows.</param>
    /// <param name="encoder">Encodes texts; null: one is learnt from the catalogue.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <returns>Null: the catalogue has nothing to learn from, or is too large.</returns>
    public static CatalogContent? Fit(
        IReadOnlyList<Product> products,
        ContentTargets items,
        ITextEncoder? encoder,
        int threads,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(products);
        ArgumentNullException.ThrowIfNull(items);
        if (products.Count is 0 or > MaxProducts)
            return null;
        ProductText[] texts = [.. products.Select(ProductText.Of)];
        encoder ??= TextModel.Fit(texts, threads: threads, cancellationToken: cancellationToken);
        var vectors = new float[products.Count * encoder.Dimensions];
        encoder.Encode(texts, vectors, cancellationToken);
        var features = FeatureSpace.Fit(products, encoder.Dimensions);
        return new CatalogContent(
            encoder,
            features,
            items.FitMap(products, features, vectors, threads, cancellationToken),
            [.. products.Select(product => product.ProductId)],
            [.. texts.Select(HashOf)],
            vectors);
    }

    /// <summary>Reads what <see cref="AddTo"/> wrote; null: there is none.</summary>
    /// <param name="attachments">Attachments of a model.</param>
    /// <param name="configured">The encoder this process was given; used where the model's vectors are by it.</param>
    /// <exception cref="InvalidDataException">The bytes are not of this format.</exception>
    public static CatalogContent? From(
        ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> attachments, ITextEncoder? configured)
    {
        ArgumentNullException.ThrowIfNull(attachments);
        if (!attachments.TryGetValue(Vectors, out var bytes))
            return null;
        var file = SafeTensors.Parse(bytes);
        var encoder = attachments.TryGetValue(Encoder, out var text)
            ? TextModel.FromSafeTensors(text)
            : configured;

        // Vectors of an encoder that this process has not got cannot be compared with any new one: they are not used.
        if (encoder is null || encoder.Dimensions != file.Info("vectors").Shape[1])
            return null;
        var ids = Encoding.UTF8.GetString(file.Bytes("ids"));
        return new CatalogContent(
            encoder,
            FeatureSpace.FromSafeTensors(attachments[Features]),
            attachments.TryGetValue(Map, out var map) ? FactorMap.FromSafeTensors(map) : null,
            ids.Split('\n'),
            file.Longs("hashes").ToArray(),
            file.Floats("vectors").ToArray());
    }

    /// <summary>The same with the vectors of some products; others are encoded when they are asked for.</summary>
    public CatalogContent Only(Func<string, bool> isWanted)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        var kept = _rows.Where(row => isWanted(row.Key)).OrderBy(row => row.Value).ToArray();
        var vectors = new float[kept.Length * Dimensions];
        for (var row = 0; row < kept.Length; row++)
        {
            _vectors.AsSpan(kept[row].Value * Dimensions, Dimensions)
                .CopyTo(vectors.AsSpan(row * Dimensions));
        }

        return new CatalogContent(
            _encoder,
            _features,
            _map,
            Array.ConvertAll(kept, row => row.Key),
            Array.ConvertAll(kept, row => _hashes[row.Value]),
            vectors);
    }

    /// <summary>Adds it to the attachments of a model.</summary>
    public ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> AddTo(
        ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> attachments)
    {
        ArgumentNullException.ThrowIfNull(attachments);
        var ids = Encoding.UTF8.GetBytes(string.Join(
            '\n', _rows.OrderBy(row => row.Value).Select(row => row.Key)));
        var vectors = new SafeTensorsBuilder()
            .Add("ids", ids, ids.Length)
            .Add("hashes", _hashes, _hashes.Length)
            .Add("vectors", _vectors, _hashes.Length, Dimensions)
            .ToBytes();
        attachments = attachments.SetItem(Vectors, vectors).SetItem(Features, _features.ToSafeTensors());
        if (_encoder is TextModel own)
            attachments = attachments.SetItem(Encoder, own.ToSafeTensors());
        return _map is null ? attachments : attachments.SetItem(Map, _map.ToSafeTensors());
    }

    /// <summary>What a product's texts are, to tell whether they changed.</summary>
    public static long HashOf(ProductText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hash = FnvHash.Start;
        foreach (var part in text.Categories.Concat(text.Tags).Prepend(text.Brand).Prepend(text.Description)
            .Prepend(text.Name))
            hash = FnvHash.Append(FnvHash.Append(hash, part ?? ""), "\n");
        return (long)hash;
    }

    /// <summary>A product's vector; empty where its texts say nothing.</summary>
    /// <param name="product">The product.</param>
    /// <param name="text">Its texts.</param>
    /// <param name="hash">Their hash.</param>
    public float[] VectorOf(Product product, ProductText text, long hash)
    {
        ArgumentNullException.ThrowIfNull(product);
        var vector = new float[Dimensions];
        if (_rows.TryGetValue(product.ProductId, out var row) && _hashes[row] == hash)
            _vectors.AsSpan(row * Dimensions, Dimensions).CopyTo(vector);
        else
            _encoder.Encode([text], vector);
        return vector.AsSpan().IndexOfAnyExcept(0f) < 0 ? [] : vector;
    }

    /// <summary>The factor that a product would have; empty where that cannot be told.</summary>
    public float[] FactorOf(Product product, float[] vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        if (_map is null || vector.Length == 0)
            return [];
        var features = new float[_features.Width];
        _features.Write(product, vector, features);
        var factor = new float[_map.Rank];
        _map.Predict(features, factor);
        return factor;
    }
}
