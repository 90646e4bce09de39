using System.Collections.Immutable;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>What a scan of one part of the catalogue found.</summary>
[GenerateSerializer, Immutable, Alias("ayni.found-slice")]
internal sealed record FoundSlice : ISliceAnswer
{
    /// <inheritdoc/>
    [Id(0)] public required int Partition { get; init; }

    /// <summary>The best, and the best new ones.</summary>
    [Id(1)] public required ImmutableArray<SliceCandidate> Candidates { get; init; }

    /// <summary>Products that each rule took.</summary>
    [Id(2)] public required ImmutableArray<RuleLoss> Losses { get; init; }

    /// <summary>Whether there were more than asked for.</summary>
    [Id(3)] public bool HasMore { get; init; }

    /// <summary>
    /// Sold-out variants whose siblings, if other parts have some, may be among the best by their score.
    /// </summary>
    [Id(4)] public ImmutableArray<SoldOutVariant> SoldOut { get; init; } = [];
}
