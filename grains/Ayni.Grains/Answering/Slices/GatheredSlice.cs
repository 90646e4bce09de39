using System.Collections.Immutable;

namespace Ayni.Grains.Answering;

/// <summary>What one part of the catalogue knows of an answer's products, and of its own.</summary>
[GenerateSerializer, Immutable, Alias("ayni.gathered-slice")]
internal sealed record GatheredSlice : ISliceAnswer
{
    /// <inheritdoc/>
    [Id(0)] public required int Partition { get; init; }

    /// <summary>Those of the products that it has, in no order.</summary>
    [Id(1)] public required ImmutableArray<GatheredProduct> Products { get; init; }

    /// <summary>The shop's own attributes of all its products.</summary>
    [Id(2)] public required ImmutableArray<SliceAttribute> Attributes { get; init; }

    /// <summary>When the product that came last was taken in; null: there is none.</summary>
    [Id(3)] public DateTimeOffset? Newest { get; init; }

    /// <summary>Products it has.</summary>
    [Id(4)] public int Count { get; init; }
}
