using Ayni.Domain.Interactions;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>The log as of a position, as training sees it. Immutable.</summary>
/// <param name="UserIds">Ordinal ascending; the user index is the index here.</param>
/// <param name="ProductIds">Ordinal ascending; the item index is the index here.</param>
/// <param name="ByUser">users × products; confidence of each pair trained on.</param>
/// <param name="HeldOut">users × products; 1 for each pair held out to judge by.</param>
/// <param name="Searched">users × products; 1 for each pair held out of a search alone.</param>
/// <param name="Compared">users × products; those of <paramref name="HeldOut"/> the active version never saw.</param>
/// <param name="Positives">What was held out, settled.</param>
/// <param name="Popularity">Sum of each product's pair weights over the largest such sum, 0 to 1.</param>
/// <param name="Events">What the users did, in order, without what is held out.</param>
public sealed record Snapshot(
    string[] UserIds, string[] ProductIds, CsrMatrix ByUser, CsrMatrix HeldOut, CsrMatrix Searched, CsrMatrix Compared,
    PositiveKind Positives, float[] Popularity, ShopperEvents Events);
