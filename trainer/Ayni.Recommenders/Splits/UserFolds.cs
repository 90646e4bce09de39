using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// k-fold by user with fold-in: the users are dealt to folds at random; each fold's users are held out once, while the
/// model learns from all others. Of a held-out user's n pairs, truth share × n are to be found, rounded to the nearest
/// (half up), at least one, and at least one is the history; a user of one pair is never asked, only learnt from.
/// Truth of items that no other fold's user met is dropped and counted as unreachable.
/// </summary>
public static class UserFolds
{
    /// <summary>Splits one fold after the other, so that only one is in memory.</summary>
    /// <param name="pairs">Users × items.</param>
    /// <param name="folds">Number of folds; 2 to the number of users.</param>
    /// <param name="truthShare">Share of a held-out user's pairs to find; over 0 and under 1.</param>
    /// <param name="seed">Who is in which fold, and which pairs are the truth.</param>
    /// <exception cref="ArgumentOutOfRangeException">Folds or share are out of range.</exception>
    public static IEnumerable<FoldInSplit> Of(CsrMatrix pairs, int folds, double truthShare, int seed)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (folds < 2 || folds > pairs.Rows)
        {
            throw new ArgumentOutOfRangeException(
                nameof(folds), folds, $"Folds must be 2 to the number of users, {pairs.Rows}.");
        }

        PairDraw.RequireShare(truthShare, nameof(truthShare));
        var foldOf = Deal(pairs.Rows, folds, seed);
        return Enumerable.Range(0, folds).Select(fold => Split(pairs, foldOf, fold, truthShare, seed));
    }

    private static FoldInSplit Split(CsrMatrix pairs, int[] foldOf, int fold, double truthShare, int seed)
    {
        var (isHeld, isTruth) = (new bool[pairs.EntryCount], new bool[pairs.EntryCount]);
        for (var user = 0; user < pairs.Rows; user++)
        {
            var (start, length) = (pairs.RowStarts[user], pairs.RowLength(user));
            if (foldOf[user] != fold || length < 2)
                continue;
            isHeld.AsSpan(start, length).Fill(true);
            PairDraw.Mark(isTruth.AsSpan(start, length), truthShare, atLeast: 1, seed, user);
        }

        var train = EntrySelection.Of(pairs, entry => !isHeld[entry]);
        var known = Candidates.Of(train);
        var histories = EntrySelection.Of(pairs, entry => isHeld[entry] && !isTruth[entry]);
        var test = EntrySelection.Of(
            pairs, entry => isTruth[entry] && Candidates.Contains(known, pairs.ColumnIndices[entry]));
        var unreachable = pairs.EntryCount - train.EntryCount - histories.EntryCount - test.EntryCount;
        return new FoldInSplit(train, histories, test, new SplitReport(test.EntryCount, 0, unreachable, 0, 0));
    }

    /// <summary>
    /// Fold of each user: a shuffle (Fisher and Yates) dealt out in turn, so that sizes differ by one at most.
    /// </summary>
    private static int[] Deal(int users, int folds, int seed)
    {
        var random = new SplitMix64(seed, -1);
        var order = Enumerable.Range(0, users).ToArray();
        for (var place = users - 1; place > 0; place--)
        {
            var other = random.Next(place + 1);
            (order[place], order[other]) = (order[other], order[place]);
        }

        var foldOf = new int[users];
        for (var place = 0; place < users; place++)
            foldOf[order[place]] = place % folds;
        return foldOf;
    }
}
