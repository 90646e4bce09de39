using System.Globalization;
using System.Text.Json;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <content>The file of a re-ranker.</content>
public sealed partial class Reranker
{
    private const string Format = "ayni.reranker";
    private const string Version = "1";
    private const string TreesTensor = "trees";

    /// <summary>
    /// The re-ranker as a safetensors file: the header as texts, the trees' own file as <c>trees</c> U8, and a tensor
    /// for each column of the facts. Equal re-rankers have equal bytes.
    /// </summary>
    public byte[] ToSafeTensors()
    {
        var trees = Trees.ToSafeTensors();
        var file = new SafeTensorsBuilder()
            .SetMetadata("format", Format)
            .SetMetadata("version", Version)
            .SetMetadata("feature_set", CandidateFeatures.SetVersion)
            .SetMetadata("model_version", Header.ModelVersion)
            .SetMetadata("parts", JsonSerializer.Serialize(Header.Parts))
            .SetMetadata("weights", JsonSerializer.Serialize(Header.Weights))
            .SetMetadata("pool_size", Header.PoolSize.ToString(CultureInfo.InvariantCulture))
            .SetMetadata("lineage", Header.Lineage)
            .Add(TreesTensor, trees, trees.Length);
        Facts.Write(file);
        return file.ToBytes();
    }

    /// <summary>Reads a re-ranker.</summary>
    /// <param name="bytes">What <see cref="ToSafeTensors"/> gave.</param>
    /// <exception cref="InvalidDataException">
    /// Not of this format, grown on another set of features, or damaged: what, and what to do.
    /// </exception>
    public static Reranker FromSafeTensors(ReadOnlyMemory<byte> bytes)
    {
        var file = SafeTensors.Parse(bytes);
        Require(file, "format", Format);
        Require(file, "version", Version);
        Require(file, "feature_set", CandidateFeatures.SetVersion);
        try
        {
            var header = new RerankerHeader
            {
                ModelVersion = Text(file, "model_version"),
                Parts = JsonSerializer.Deserialize<string[]>(Text(file, "parts")) ?? [],
                Weights = JsonSerializer.Deserialize<double[]>(Text(file, "weights")) ?? [],
                PoolSize = int.Parse(Text(file, "pool_size"), CultureInfo.InvariantCulture),
                Lineage = Text(file, "lineage"),
            };
            return new Reranker(
                header, ItemFacts.Read(file), TreeEnsemble.FromSafeTensors(file.Bytes(TreesTensor).ToArray()));
        }
        catch (Exception exception) when (exception is ArgumentException or JsonException or FormatException)
        {
            throw new InvalidDataException($"Damaged re-ranker: {exception.Message}", exception);
        }
    }

    private static void Require(SafeTensors file, string name, string expected)
    {
        if (Text(file, name) is var found && found != expected)
        {
            throw new InvalidDataException(
                $"The re-ranker's {name} is '{found}', and this program's '{expected}': publish one with it "
                + "(trainer -- rerank --publish).");
        }
    }

    private static string Text(SafeTensors file, string name) =>
        file.Metadata.GetValueOrDefault(name) ?? throw new InvalidDataException($"The re-ranker's file has no {name}.");
}
