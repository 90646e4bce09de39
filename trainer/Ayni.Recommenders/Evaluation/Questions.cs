using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>Whom to ask, and the right answers: what of a test set can be asked about.</summary>
internal sealed class Questions
{
    private Questions(CsrMatrix profiles, CsrMatrix relevant, ulong[] candidates) =>
        (Profiles, Relevant, CandidateBits) = (profiles, relevant, candidates);

    /// <summary>What each user had met before; users × items.</summary>
    public CsrMatrix Profiles { get; }

    /// <summary>Test items of each user that can be asked about; users × items.</summary>
    public CsrMatrix Relevant { get; }

    /// <summary>Items with an entry in train.</summary>
    public ulong[] CandidateBits { get; }

    /// <summary>Users with a test item left, ascending.</summary>
    public required int[] Users { get; init; }

    /// <summary>Test pairs dropped because the user has met the item.</summary>
    public required int SeenPairs { get; init; }

    /// <summary>Test pairs dropped because the item is not in train.</summary>
    public required int UnreachablePairs { get; init; }

    /// <summary>Sorts out the pairs of a test set.</summary>
    /// <param name="train">What the model was fitted on.</param>
    /// <param name="profiles">What each user had met: train itself, or histories to fold in.</param>
    /// <param name="test">Test items.</param>
    /// <param name="excludeSeen">Whether items of the profile are no answers.</param>
    public static Questions Of(CsrMatrix train, CsrMatrix profiles, CsrMatrix test, bool excludeSeen)
    {
        var candidates = Candidates.Of(train);
        var (user, seen, unreachable) = (0, 0, 0);
        var relevant = EntrySelection.Of(test, entry =>
        {
            while (test.RowStarts[user + 1] <= entry)
                user++;
            var item = test.ColumnIndices[entry];
            if (!Candidates.Contains(candidates, item))
                unreachable++;
            else if (excludeSeen && profiles.Contains(user, item))
                seen++;
            else
                return true;
            return false;
        });
        return new Questions(profiles, relevant, candidates)
        {
            Users = [.. Enumerable.Range(0, test.Rows).Where(row => relevant.RowLength(row) > 0)],
            SeenPairs = seen,
            UnreachablePairs = unreachable,
        };
    }
}
