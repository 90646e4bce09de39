namespace Ayni.Recommenders;

/// <summary>Pairs after the cutoff by what became of them. The four add up to all pairs of the test period.</summary>
/// <param name="TestPairs">Pairs in the test set.</param>
/// <param name="UnknownUserPairs">Dropped: the user has no interaction before the cutoff.</param>
/// <param name="UnreachablePairs">Dropped: a known user, but nobody met the item before the cutoff.</param>
/// <param name="ZeroWeightPairs">Dropped: all weights of the pair are 0.</param>
/// <param name="RepeatPairs">Of the test pairs, those that the same user also has in train.</param>
public sealed record SplitReport(
    int TestPairs, int UnknownUserPairs, int UnreachablePairs, int ZeroWeightPairs, int RepeatPairs);
