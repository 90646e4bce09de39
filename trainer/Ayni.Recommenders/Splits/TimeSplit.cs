using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Splits by time: train is everything before a cutoff, test what the same users did from it on. What nobody could
/// know at the cutoff is not asked about, but counted: pairs of users without history, and of items nobody had met.
/// </summary>
public static class TimeSplit
{
    /// <summary>Splits at a cutoff.</summary>
    /// <param name="interactions">All interactions; decay, if any, measured from the cutoff.</param>
    /// <param name="cutoff">First timestamp of the test period.</param>
    /// <param name="end">First timestamp after the test period; null for no end.</param>
    /// <param name="isTest">
    /// Which interactions from the cutoff on can be test pairs, by position, such as purchases only; null for all.
    /// </param>
    public static TrainTestSplit At(
        InteractionTable interactions, long cutoff, long? end = null, Func<int, bool>? isTest = null)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        var times = interactions.Timestamps;
        var train = interactions.ToMatrix(row => times[row] < cutoff);
        var sorter = new TestPairs(interactions, train);
        var test = interactions.ToMatrix(
            row => times[row] >= cutoff && (end is null || times[row] < end) && (isTest is null || isTest(row))
                && sorter.Admit(row));
        return new TrainTestSplit(train, test, sorter.Report(test));
    }

    /// <summary>Sorts the pairs of the test period by whether they can be asked about.</summary>
    private sealed class TestPairs(InteractionTable interactions, CsrMatrix train)
    {
        private readonly ulong[] _knownItems = Candidates.Of(train);
        private readonly HashSet<(int User, int Item)> _unknownUser = [];
        private readonly HashSet<(int User, int Item)> _unreachable = [];
        private readonly HashSet<(int User, int Item)> _admitted = [];

        public bool Admit(int row)
        {
            var pair = (User: interactions.Users[row], Item: interactions.Items[row]);
            if (train.RowLength(pair.User) == 0)
                _unknownUser.Add(pair);
            else if (!Candidates.Contains(_knownItems, pair.Item))
                _unreachable.Add(pair);
            else
                return Remember(pair);
            return false;
        }

        private bool Remember((int User, int Item) pair)
        {
            _admitted.Add(pair);
            return true;
        }

        public SplitReport Report(CsrMatrix test) => new(
            test.EntryCount,
            _unknownUser.Count,
            _unreachable.Count,
            _admitted.Count - test.EntryCount,
            PairOverlap.Count(train, test));
    }
}
