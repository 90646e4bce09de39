namespace Ayni.Recommenders;

/// <summary>
/// Holds out the product each user met last. All interactions of that user with it leave train, so that it cannot be
/// learnt from an earlier one. A user of one product keeps it. An item that only held-out users had met is not asked
/// about: it is counted as unreachable, and its pair is lost to train as well.
/// </summary>
public static class LeaveLastOut
{
    /// <summary>Splits all users, or some.</summary>
    /// <param name="interactions">All interactions; of equal timestamps the later position is the newer.</param>
    /// <param name="isHeldOut">Which users are asked about; null for all.</param>
    /// <param name="isTest">
    /// Which interactions can be the one held out, by position, such as purchases only; null for all.
    /// </param>
    public static TrainTestSplit Of(
        InteractionTable interactions, Func<int, bool>? isHeldOut = null, Func<int, bool>? isTest = null)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        var heldOut = NewestItems(interactions, isTest);
        var all = interactions.ToMatrix(_ => true);
        for (var user = 0; user < heldOut.Length; user++)
        {
            if (all.RowLength(user) < 2 || isHeldOut?.Invoke(user) == false)
                heldOut[user] = -1;
        }

        var (users, items) = (interactions.Users, interactions.Items);
        var train = interactions.ToMatrix(row => heldOut[users[row]] != items[row]);
        var known = Candidates.Of(train);
        var asked = interactions.ToMatrix(row => heldOut[users[row]] == items[row]);
        var test = interactions.ToMatrix(
            row => heldOut[users[row]] == items[row] && Candidates.Contains(known, items[row]));
        var report = new SplitReport(test.EntryCount, 0, asked.EntryCount - test.EntryCount, 0, 0);
        return new TrainTestSplit(train, test, report);
    }

    private static int[] NewestItems(InteractionTable interactions, Func<int, bool>? isTest)
    {
        var newest = new int[interactions.UserCount];
        newest.AsSpan().Fill(-1);
        var times = new long[interactions.UserCount];
        for (var row = 0; row < interactions.Count; row++)
        {
            var user = interactions.Users[row];
            if (interactions.Weights[row] == 0 || isTest?.Invoke(row) == false)
                continue;
            if (newest[user] >= 0 && interactions.Timestamps[row] < times[user])
                continue;
            (newest[user], times[user]) = (interactions.Items[row], interactions.Timestamps[row]);
        }

        return newest;
    }
}
