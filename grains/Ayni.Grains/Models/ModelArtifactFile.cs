using System.Collections.Immutable;
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
    private const string PartWeights = "part_weights";
    private const string Attachment = "attachments/";

    /// <summary>A file without it is of format 1: ALS and nothing else.</summary>
    private const string Format = "format";

    private const int CurrentFormat = 2;

    public static byte[] Write(ModelArtifact artifact)
    {
        ModelArtifactCheck.Run(artifact);
        var ids = Encoding.UTF8.GetBytes(string.Join('\n', artifact.ProductIds));
        var file = new SafeTensorsBuilder()
            .SetMetadata(Format, CurrentFormat.ToString(CultureInfo.InvariantCulture))
            .SetMetadata(PartWeights, JsonSerializer.Serialize(artifact.PartWeights))
            .SetMetadata(Version, artifact.Version)
            .SetMetadata(AsOfPosition, artifact.AsOfPosition.ToString(CultureInfo.InvariantCulture))
            .SetMetadata(ReferenceTime, artifact.ReferenceTime.ToString("O", CultureInfo.InvariantCulture))
            .SetMetadata(Options, JsonSerializer.Serialize(artifact.Options))
            .SetMetadata(CodeVersion, artifact.CodeVersion)
            .Add(Factors, artifact.ItemFactors, artifact.ItemCount, artifact.Rank)
            .Add(Eigenvalues, artifact.Eigenvalues, artifact.Rank)
            .Add(Popularity, artifact.Popularity, artifact.ItemCount)
            .Add(ProductIds, ids, ids.Length);
        PartTensors.Write(file, artifact.Parts, artifact.Evidence);
        foreach (var (name, bytes) in artifact.Attachments)
            file.Add(Attachment + name, bytes.Span, bytes.Length);
        return file.ToBytes();
    }

    public static ModelArtifact Read(ReadOnlyMemory<byte> bytes)
    {
        var file = SafeTensors.Parse(bytes);
        RequireKnownFormat(file);
        var shape = file.Info(Factors).Shape;
        if (shape.Length != 2)
            throw new InvalidDataException($"{Factors} has {shape.Length} dimensions; it must have items and rank.");
        var ids = Encoding.UTF8.GetString(file.Bytes(ProductIds));
        var productIds = shape[0] == 0 ? [] : ids.Split('\n');
        var factors = file.Floats(Factors).ToArray();
        var artifact = new ModelArtifact
        {
            Version = Text(file, Version),
            Rank = checked((int)shape[1]),
            ProductIds = productIds,
            ItemFactors = factors,
            Eigenvalues = EigenvaluesOf(file, factors, checked((int)shape[1])),
            Popularity = file.Floats(Popularity).ToArray(),
            Options = JsonSerializer.Deserialize<TrainingOptions>(Text(file, Options))
                ?? throw new InvalidDataException($"{Options} is null."),
            ReferenceTime = DateTimeOffset.Parse(
                Text(file, ReferenceTime), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            AsOfPosition = long.Parse(Text(file, AsOfPosition), CultureInfo.InvariantCulture),
            CodeVersion = Text(file, CodeVersion),
            Parts = PartTensors.ReadParts(file),
            PartWeights = WeightsOf(file),
            Evidence = PartTensors.ReadEvidence(file, productIds.Length),
            Attachments = file.Tensors.Keys
                .Where(name => name.StartsWith(Attachment, StringComparison.Ordinal))
                .ToImmutableSortedDictionary(
                    name => name[Attachment.Length..],
                    name => (ReadOnlyMemory<byte>)file.Bytes(name).ToArray(),
                    StringComparer.Ordinal),
        };
        ModelArtifactCheck.Run(artifact);
        return artifact;
    }

    private static void RequireKnownFormat(SafeTensors file)
    {
        if (file.Metadata.TryGetValue(Format, out var format)
            && !(int.TryParse(format, CultureInfo.InvariantCulture, out var number) && number is 2))
        {
            throw new InvalidDataException(
                $"The model file has format '{format}'; this program reads up to {CurrentFormat}. Update the program.");
        }
    }

    private static ImmutableSortedDictionary<string, double> WeightsOf(SafeTensors file)
    {
        if (!file.Metadata.TryGetValue(PartWeights, out var weights))
            return ModelArtifact.AlsAlone;
        try
        {
            return (JsonSerializer.Deserialize<Dictionary<string, double>>(weights) ?? [])
                .ToImmutableSortedDictionary(StringComparer.Ordinal);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"Damaged {PartWeights}: {exception.Message}", exception);
        }
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
}
