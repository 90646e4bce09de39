using System.Collections.Immutable;
using Ayni.Grains.Models;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>What a run fits beside the factors.</summary>
/// <param name="Parts">Neighbour parts.</param>
/// <param name="Evidence">How much is known of each item.</param>
public sealed record FittedParts(ImmutableArray<NeighbourPart> Parts, ItemEvidence Evidence)
{
    /// <summary>As a safetensors file; equal parts give equal bytes.</summary>
    public byte[] ToBytes()
    {
        var file = new SafeTensorsBuilder();
        PartTensors.Write(file, Parts, Evidence);
        return file.ToBytes();
    }

    /// <summary>Reads such a file.</summary>
    /// <exception cref="InvalidDataException">The bytes are not such a file.</exception>
    public static FittedParts FromBytes(ReadOnlyMemory<byte> bytes)
    {
        var file = SafeTensors.Parse(bytes);
        return new FittedParts(PartTensors.ReadParts(file), PartTensors.ReadEvidence(file, items: 0));
    }
}
