using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Ayni.Domain.Training;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Models;

/// <summary>
/// The item side of a trained model, as it stands in the model store: all that serving needs, because user factors
/// are folded in. A shopper's score of an item is Σ over the parts of weight × score of the part, one that says nothing
/// counting 0. Never changed after it was made; the arrays are shared, not copied.
/// </summary>
public sealed class ModelArtifact
{
    /// <summary>Version id: the id of the training run.</summary>
    public required string Version { get; init; }

    /// <summary>Length of a factor.</summary>
    public required int Rank { get; init; }

    /// <summary>External ids, ordinal ascending, unique; the item index is the index here.</summary>
    public required string[] ProductIds { get; init; }

    /// <summary>items × rank, row-major, in the principal axes of their Gramian.</summary>
    public required float[] ItemFactors { get; init; }

    /// <summary>Diagonal of that Gramian, rank numbers, as training had it to the last bit.</summary>
    public required double[] Eigenvalues { get; init; }

    /// <summary>Sum of the pair weights of each product over the largest such sum, 0 to 1; one an item.</summary>
    public required float[] Popularity { get; init; }

    /// <summary>Neighbour parts, each once; some for answers about a product alone, with a weight of 0.</summary>
    public ImmutableArray<NeighbourPart> Parts { get; init; } = [];

    /// <summary>
    /// Weight of each part in a shopper's score, 0 or more, those of <see cref="PartNames.Als"/> and
    /// <see cref="PartNames.Popularity"/> among them; 0 where it has none. <value>Default: ALS alone.</value>
    /// </summary>
    public ImmutableSortedDictionary<string, double> PartWeights { get; init; } = AlsAlone;

    /// <summary>How much is known of each item. <value>Default: nothing of any.</value></summary>
    public ItemEvidence Evidence
    {
        get => field ??= ItemEvidence.None(ItemCount);
        init;
    }

    /// <summary>Bytes of other parts by name, for whoever made them. <value>Default: none.</value></summary>
    public ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> Attachments { get; init; } =
        ImmutableSortedDictionary.Create<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);

    /// <summary>Options of the training run.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>Time the weights' decay is measured from, in training and in fold-in.</summary>
    public required DateTimeOffset ReferenceTime { get; init; }

    /// <summary>Log position trained on.</summary>
    public required long AsOfPosition { get; init; }

    /// <summary>Version of the code that trained it.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>The weights of a model that is ALS and nothing else.</summary>
    public static ImmutableSortedDictionary<string, double> AlsAlone { get; } =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add(PartNames.Als, 1);

    /// <summary>Number of items.</summary>
    public int ItemCount => ProductIds.Length;

    /// <summary>Items of the model that this one is cut from. <value>Default: its own.</value></summary>
    public int WholeItemCount
    {
        get => field == 0 ? ItemCount : field;
        init;
    }

    // Asked for every product of every history: a search by id took a tenth of an export of everybody's lists.
    private Dictionary<string, int> Indices => field ??= ProductIds.Index()
        .ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);

    /// <summary>Item index of a product; negative if the model does not know it.</summary>
    public int IndexOf(string productId) => Indices.GetValueOrDefault(productId, -1);

    /// <summary>A part's weight; 0 where it has none.</summary>
    public double WeightOf(string part) => PartWeights.GetValueOrDefault(part);

    /// <summary>A neighbour part; null where the model has none of the name.</summary>
    public NeighbourPart? FindPart(string name) =>
        Parts.FirstOrDefault(part => string.Equals(part.Name, name, StringComparison.Ordinal));

    /// <summary>SHA-256 of parts, weights and evidence, hex: equal for equal ones, whatever the version.</summary>
    public string PartsHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(PartWeights));
        foreach (var part in Parts)
        {
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(
                new { part.Name, part.Weighting, Table = part.Neighbours.ContentHash() }));
        }

        hash.AppendData(MemoryMarshal.AsBytes(Evidence.RepurchaseDays.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(Evidence.Repeats.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(Evidence.Shoppers.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(Evidence.Purchases.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Factor of an item.</summary>
    public ReadOnlySpan<float> FactorOf(int itemIndex) => ItemFactors.AsSpan(itemIndex * Rank, Rank);

    /// <summary>The item side as a fold-in takes it.</summary>
    public FixedSide ToFixedSide() => FixedSide.OfTurned(ItemFactors, Eigenvalues, Options.UnobservedWeight);

    /// <summary>The same model with other attachments.</summary>
    public ModelArtifact With(ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> attachments) => new()
    {
        Version = Version,
        Rank = Rank,
        ProductIds = ProductIds,
        ItemFactors = ItemFactors,
        Eigenvalues = Eigenvalues,
        Popularity = Popularity,
        Parts = Parts,
        PartWeights = PartWeights,
        Evidence = Evidence,
        Attachments = attachments,
        Options = Options,
        ReferenceTime = ReferenceTime,
        AsOfPosition = AsOfPosition,
        CodeVersion = CodeVersion,
        WholeItemCount = WholeItemCount,
    };

    /// <summary>A model of some of the items, copied; without neighbours and attachments.</summary>
    /// <param name="items">Item indices, ascending.</param>
    public ModelArtifact Only(int[] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var factors = new float[checked(items.Length * Rank)];
        for (var item = 0; item < items.Length; item++)
            FactorOf(items[item]).CopyTo(factors.AsSpan(item * Rank));
        return new ModelArtifact
        {
            Version = Version,
            Rank = Rank,
            ProductIds = Array.ConvertAll(items, item => ProductIds[item]),
            ItemFactors = factors,
            Eigenvalues = Eigenvalues,
            Popularity = Array.ConvertAll(items, item => Popularity[item]),
            PartWeights = PartWeights,
            Evidence = new ItemEvidence(
                Array.ConvertAll(items, item => Evidence.RepurchaseDays[item]),
                Array.ConvertAll(items, item => Evidence.Shoppers[item]),
                Array.ConvertAll(items, item => Evidence.Purchases[item]))
            {
                Repeats = Array.ConvertAll(items, item => Evidence.Repeats[item]),
            },
            Options = Options,
            ReferenceTime = ReferenceTime,
            AsOfPosition = AsOfPosition,
            CodeVersion = CodeVersion,
            WholeItemCount = WholeItemCount,
        };
    }

    /// <summary>The value kept under <see cref="ModelKeys.Items"/>; equal models give equal bytes.</summary>
    /// <exception cref="InvalidDataException">The arrays do not fit together, or the ids do not ascend.</exception>
    public byte[] ToSafeTensors() => ModelArtifactFile.Write(this);

    /// <summary>Reads such a value.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a model of this format.</exception>
    public static ModelArtifact FromSafeTensors(ReadOnlyMemory<byte> bytes) => ModelArtifactFile.Read(bytes);
}
