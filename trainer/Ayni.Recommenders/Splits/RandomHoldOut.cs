using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Holds out a share of every user's pairs at random: the validation split on which options are chosen. Of a user's
/// n pairs, share × n are held out, rounded to the nearest (half up), but at least one stays: a user of one pair keeps
/// it. An item that is left with no pair in train cannot be asked about; its pairs are counted as unreachable and are
/// in neither matrix.
/// </summary>
public static class RandomHoldOut
{
    /// <summary>Splits a matrix of pairs.</summary>
    /// <param name="pairs">Users × items.</param>
    /// <param name="share">Share of a user's pairs to hold out; over 0 and under 1.</param>
    /// <param name="seed">
    /// Which pairs: a function of the seed, the user's index and their number of pairs alone.
    /// </param>
    /// <param name="isHeldOut">Which users are asked about; null for all. Others keep all their pairs.</param>
    /// <param name="popularityExponent">
    /// A pair's chance to be drawn next is in proportion to its item's number of pairs to this power: 0 draws all
    /// alike; over 0 suits a test set whose items are more popular than those of train. 0 to 2.
    /// </param>
    /// <returns>Both matrices with the values of <paramref name="pairs"/>; no pair is in both.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share or the exponent is out of range.</exception>
    public static TrainTestSplit Of(
        CsrMatrix pairs,
        double share,
        int seed,
        Func<int, bool>? isHeldOut = null,
        double popularityExponent = 0)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        PairDraw.RequireShare(share, nameof(share));
        if (!(popularityExponent is >= 0 and <= 2))
        {
            throw new ArgumentOutOfRangeException(
                nameof(popularityExponent), popularityExponent, "The exponent of popularity must be 0 to 2.");
        }

        var itemWeights = ItemWeights(pairs, popularityExponent);
        var isAsked = new bool[pairs.EntryCount];
        for (var user = 0; user < pairs.Rows; user++)
        {
            if (isHeldOut?.Invoke(user) == false)
                continue;
            var marks = isAsked.AsSpan(pairs.RowStarts[user], pairs.RowLength(user));
            if (popularityExponent == 0)
                PairDraw.Mark(marks, share, atLeast: 0, seed, user);
            else
                PairDraw.MarkByWeight(marks, pairs.RowColumns(user), itemWeights, share, seed, user);
        }

        var train = EntrySelection.Of(pairs, entry => !isAsked[entry]);
        var known = Candidates.Of(train);
        var test = EntrySelection.Of(
            pairs, entry => isAsked[entry] && Candidates.Contains(known, pairs.ColumnIndices[entry]));
        var unreachable = pairs.EntryCount - train.EntryCount - test.EntryCount;
        return new TrainTestSplit(train, test, new SplitReport(test.EntryCount, 0, unreachable, 0, 0));
    }

    private static double[] ItemWeights(CsrMatrix pairs, double exponent)
    {
        var counts = new int[pairs.Columns];
        foreach (var item in pairs.ColumnIndices)
            counts[item]++;
        return Array.ConvertAll(counts, count => Math.Pow(count, exponent));
    }
}
