using System.Text.Json;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <content>The file of trees.</content>
public sealed partial class TreeEnsemble
{
    private const string Format = "ayni.tree-ensemble";
    private const string Version = "1";

    /// <summary>
    /// The trees as a safetensors file: <c>roots</c> I32 [trees], <c>features</c>, <c>left</c>, <c>right</c> I32,
    /// <c>thresholds</c> F32, <c>values</c> F64, each [nodes]; format, version and names as texts. Equal trees have
    /// equal bytes.
    /// </summary>
    public byte[] ToSafeTensors() => new SafeTensorsBuilder()
        .SetMetadata("format", Format)
        .SetMetadata("version", Version)
        .SetMetadata("names", JsonSerializer.Serialize(Names))
        .Add("roots", _roots, Trees)
        .Add("features", _features, Nodes)
        .Add("thresholds", _thresholds, Nodes)
        .Add("left", _left, Nodes)
        .Add("right", _right, Nodes)
        .Add("values", _values, Nodes)
        .ToBytes();

    /// <summary>Reads trees.</summary>
    /// <param name="bytes">What <see cref="ToSafeTensors"/> gave.</param>
    /// <exception cref="InvalidDataException">Not of this format and version, or damaged: what and where.</exception>
    public static TreeEnsemble FromSafeTensors(ReadOnlyMemory<byte> bytes)
    {
        var file = SafeTensors.Parse(bytes);
        if (file.Metadata.GetValueOrDefault("format") != Format
            || file.Metadata.GetValueOrDefault("version") != Version)
        {
            throw new InvalidDataException(
                $"Not trees: format '{file.Metadata.GetValueOrDefault("format")}', version "
                + $"'{file.Metadata.GetValueOrDefault("version")}'; expected {Format}, {Version}.");
        }

        try
        {
            return new TreeEnsemble(
                JsonSerializer.Deserialize<string[]>(file.Metadata.GetValueOrDefault("names") ?? "[]") ?? [],
                file.Integers("roots").ToArray(),
                file.Integers("features").ToArray(),
                file.Floats("thresholds").ToArray(),
                file.Integers("left").ToArray(),
                file.Integers("right").ToArray(),
                file.Doubles("values").ToArray());
        }
        catch (Exception exception) when (exception is ArgumentException or JsonException)
        {
            throw new InvalidDataException($"Damaged trees: {exception.Message}", exception);
        }
    }
}
