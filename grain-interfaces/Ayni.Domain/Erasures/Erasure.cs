using System.Collections.Immutable;

namespace Ayni.Domain.Erasures;

/// <summary>What an erasure took away.</summary>
/// <param name="Certificate">What proves it.</param>
/// <param name="ProductIds">
/// Products of the interactions erased, whose counters go down; null: more than <see cref="MaxProducts"/>.
/// </param>
[GenerateSerializer, Immutable, Alias("ayni.erasure")]
public sealed record Erasure(
    [property: Id(0)] ErasureCertificate Certificate, [property: Id(1)] ImmutableArray<string>? ProductIds)
{
    /// <summary>Most products named.</summary>
    public const int MaxProducts = 4_096;
}
