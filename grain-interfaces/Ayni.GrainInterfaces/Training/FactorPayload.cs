namespace Ayni.GrainInterfaces.Training;

/// <summary>
/// Factors as they lie in memory: float, little-endian. One copy of bytes in a message, where an array of numbers is
/// coded element by element.
/// </summary>
/// <param name="Bytes">Never changed once it is in a payload.</param>
[GenerateSerializer, Immutable, Alias("ayni.factor-payload")]
public sealed record FactorPayload([property: Id(0)] byte[] Bytes)
{
    /// <summary>Largest payload a message may carry, in bytes; longer factors are read in pages.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;
}
