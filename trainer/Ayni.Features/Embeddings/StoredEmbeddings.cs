using System.Globalization;
using Ayni.Domain.Models;
using Ayni.Features.Versions;
using Ayni.Numerics;

namespace Ayni.Features.Embeddings;

/// <summary>
/// The products' vectors that similarity is told by, in the model store: what files and grains read alike. A
/// safetensors file: <c>vectors</c> F32 [products × dimensions]; texts <c>item_ids</c>, an id a line, and
/// <c>known_until</c>.
/// </summary>
public sealed class StoredEmbeddings
{
    /// <summary>Most numbers, two bytes each in every silo that tells features.</summary>
    public const long MaxNumbers = 128_000_000;

    /// <summary>Name of the text that holds <see cref="KnownUntil"/>.</summary>
    public const string KnownUntilName = "known_until";

    private static readonly VersionedFile File = new("embeddings", ".safetensors", "Vectors", "embed");

    private readonly Dictionary<string, ProductVector> _vectors;

    private StoredEmbeddings(string version, DateTimeOffset knownUntil, Dictionary<string, ProductVector> vectors) =>
        (Version, KnownUntil, _vectors) = (version, knownUntil, vectors);

    /// <summary>Hash of the file: 12 hexadecimal digits.</summary>
    public string Version { get; }

    /// <summary>
    /// Time of the newest interaction that they are made of. At an instant up to it they know what came later, and a
    /// feature made of them would be a leak.
    /// </summary>
    public DateTimeOffset KnownUntil { get; }

    /// <summary>Puts vectors in force; those before stay readable.</summary>
    /// <param name="store">The model store.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">The file is none of these, or too large.</exception>
    public static async Task<StoredEmbeddings> WriteAsync(
        IModelStore store, byte[] file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(file);
        var stored = Parse(VersionedFile.VersionOf(file), file);
        await File.WriteAsync(store, stored.Version, file, cancellationToken);
        return stored;
    }

    /// <summary>The vectors in force; null: the shop stored none.</summary>
    /// <param name="store">The model store.</param>
    /// <param name="known">Vectors read before: returned as they are if they are still in force.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">They are damaged, or gone.</exception>
    public static Task<StoredEmbeddings?> ReadAsync(
        IModelStore store, StoredEmbeddings? known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return File.ReadAsync(store, known, stored => stored.Version, Parse, cancellationToken);
    }

    /// <summary>Vector of a product; null: it has none.</summary>
    public ProductVector? Of(string productId) => _vectors.GetValueOrDefault(productId);

    private static StoredEmbeddings Parse(string version, byte[] bytes)
    {
        var file = SafeTensors.Parse(bytes);
        var ids = file.Metadata.GetValueOrDefault("item_ids")?.Split('\n') ?? [];
        var numbers = file.Floats("vectors");
        const DateTimeStyles Style = DateTimeStyles.RoundtripKind;
        if (numbers.Length == 0 || numbers.Length % ids.Length != 0 || numbers.Length > MaxNumbers
            || !DateTimeOffset.TryParse(
                file.Metadata.GetValueOrDefault(KnownUntilName), CultureInfo.InvariantCulture, Style, out var until))
        {
            throw new InvalidDataException(
                $"{numbers.Length} numbers of {ids.Length} products, known until "
                + $"'{file.Metadata.GetValueOrDefault(KnownUntilName)}', are no vectors of up to {MaxNumbers} numbers: "
                + "make them anew by embed --apply.");
        }

        var dimensions = numbers.Length / ids.Length;
        var vectors = new Dictionary<string, ProductVector>(ids.Length, StringComparer.Ordinal);
        for (var item = 0; item < ids.Length; item++)
        {
            if (ProductVector.Of(numbers.Slice(item * dimensions, dimensions)) is { } vector)
                vectors[ids[item]] = vector;
        }

        return new StoredEmbeddings(version, until, vectors);
    }
}
