using System.Collections.Immutable;
using Orleans.Services;

namespace Ayni.Grains.Answering;

/// <summary>
/// The parts of the catalogue that one silo holds, as other silos ask them. A part that is not held, or not yet whole,
/// is left out of what is answered. One a silo.
/// </summary>
[Alias("ayni.slices")]
internal interface ISliceService : IGrainService
{
    /// <summary>What the parts know of some products.</summary>
    [Alias("gather")]
    Task<ImmutableArray<GatheredSlice>> Gather(
        SliceKey key, GatherRequest request, CancellationToken cancellationToken);

    /// <summary>The best products of each part.</summary>
    [Alias("find")]
    Task<ImmutableArray<FoundSlice>> Find(SliceKey key, SliceQuestion question, CancellationToken cancellationToken);

    /// <summary>Those of the parts that are held.</summary>
    [Alias("held")]
    Task<int[]> Held(SliceKey key, CancellationToken cancellationToken);
}
