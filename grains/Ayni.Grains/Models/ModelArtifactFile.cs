using System.Globalization;
using System.Text;
using System.Text.Json;
using Ayni.Domain.Training;
using Ayni.Numerics;

namespace Ayni.Grains.Models;

/// <summary>The safetensors form of a model artifact.</summary>
internal static class ModelArtifactFile
{
    private const string Factors = "item_factors";
    private const string Eigenvalues = "gramian_eigenvalues";
    private const string Popularity = "popularity";
    private const string ProductIds = "product_ids";
    private const string Version = "version";
    private const string AsOfPosition = "as_of_position";
    private const string ReferenceTime = "reference_time";
    private const string Options = "options";
    private const string CodeVersion = "code_version";

    public static byte[] Write(ModelArtifact artifact)
    {
        Check(artifact);
        var ids = Encoding.UTF8.GetBytes(string.Join('\n', artifact.ProductIds));
        return new SafeTensorsBuilder()
            .SetMetadata(Version, artifact.Version)
            .SetMetadata(AsOfPosition, artifact.AsOfPosition.ToString(CultureInfo.InvariantCulture))
            .SetMetadata(ReferenceTime, artifact.ReferenceTime.ToString("O", CultureInfo.InvariantCulture))
            .SetMetadata(Options, JsonSerializer.Serialize(artifact.Options))
            .SetMetadata(CodeVersion, artifact.CodeVersion)
            .Add(Factors, artifact.ItemFactors, artifact.ItemCount, artifact.Rank)
            .Add(Eigenvalues, artifact.Eigenvalues, artifact.Rank)
            .Add(Popularity, artifact.Popularity, artifact.ItemCount)
            .Add(ProductIds, ids, ids.Length)
            .ToBytes();
    }

    public static ModelArtifact Read(ReadOnlyMemory<byte> bytes)
    {
        var file = SafeTensors.Parse(bytes);
        var shape = file.Info(Factors).Shape;
        if (shape.Length != 2)
            throw new InvalidDataException($"{Factors} has {shape.Length} dimensions; it must have items and rank.");
        var ids = Encoding.UTF8.GetString(file.Bytes(ProductIds));
        var factors = file.Floats(Factors).ToArray();
        var artifact = new ModelArtifact
        {
            Version = Text(file, Version),
            Rank = checked((int)shape[1]),
            ProductIds = shape[0] == 0 ? [] : ids.Split('\n'),
            ItemFactors = factors,
            Eigenvalues = EigenvaluesOf(file, factors, checked((int)shape[1])),
            Popularity = file.Floats(Popularity).ToArray(),
            Options = JsonSerializer.Deserialize<TrainingOptions>(Text(file, Options))
                ?? throw new InvalidDataException($"{Options} is null."),
            ReferenceTime = DateTimeOffset.Parse(
                Text(file, ReferenceTime), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            AsOfPosition = long.Parse(Text(file, AsOfPosition), CultureInfo.InvariantCulture),
            CodeVersion = Text(file, CodeVersion),
        };
        Check(artifact);
        return artifact;
    }

    /// <summary>
    /// A file of version 1.0 has factors in any axes and no eigenvalues: its factors are turned here, in place.
    /// </summary>
    private static double[] EigenvaluesOf(SafeTensors file, float[] factors, int rank) =>
        file.Tensors.ContainsKey(Eigenvalues)
            ? file.Doubles(Eigenvalues).ToArray()
            : FixedSide.Of(factors, rank, unobservedWeight: 1).Eigenvalues.ToArray();

    private static string Text(SafeTensors file, string name) =>
        file.Metadata.GetValueOrDefault(name)
            ?? throw new InvalidDataException($"The model file has no metadata '{name}'; was Ayni its writer?");

    private static void Check(ModelArtifact artifact)
    {
        if (artifact.ItemFactors.LongLength != (long)artifact.ItemCount * artifact.Rank
            || artifact.Eigenvalues.Length != artifact.Rank
            || artifact.Popularity.Length != artifact.ItemCount)
        {
            throw new InvalidDataException(
                $"Model {artifact.Version} has {artifact.ItemCount} product ids of rank {artifact.Rank}, but "
                + $"{artifact.ItemFactors.Length} factor elements, {artifact.Eigenvalues.Length} eigenvalues and "
                + $"{artifact.Popularity.Length} popularities.");
        }

        for (var item = 0; item < artifact.ItemCount; item++)
        {
            var productId = artifact.ProductIds[item];
            if (productId.Contains('\n', StringComparison.Ordinal))
                throw new InvalidDataException($"Product id {item} of model {artifact.Version} has a line break.");
            if (item > 0 && string.CompareOrdinal(artifact.ProductIds[item - 1], productId) >= 0)
            {
                throw new InvalidDataException(
                    $"Product ids of model {artifact.Version} do not ascend at item {item}: {productId}.");
            }
        }
    }
}
