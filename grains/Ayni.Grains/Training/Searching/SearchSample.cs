using Ayni.Numerics;

namespace Ayni.Grains.Training;

/// <summary>
/// The users that a search fits on: all of a shop of up to <see cref="MaxPairs"/> pairs; of a larger one those who
/// judge and a seeded sample of the others. Rejected: fewer pairs of each, which is another shop.
/// </summary>
internal static class SearchSample
{
    /// <summary>Most pairs that trials are fitted on, about.</summary>
    public const long MaxPairs = 400_000;

    /// <summary>A stream of its own, so that no other draw by the same seed picks alike.</summary>
    private const int Stream = 7;

    /// <summary>Which users are fitted on.</summary>
    /// <param name="byUser">Users × products.</param>
    /// <param name="heldOut">Users × products: what the search is judged by; these users are always fitted on.</param>
    /// <param name="seed">Seed of the run.</param>
    public static bool[] Of(CsrMatrix byUser, CsrMatrix heldOut, int seed)
    {
        ArgumentNullException.ThrowIfNull(byUser);
        ArgumentNullException.ThrowIfNull(heldOut);
        var judged = Enumerable.Range(0, byUser.Rows).Where(user => heldOut.RowLength(user) > 0)
            .Sum(user => (long)byUser.RowLength(user));
        var others = byUser.EntryCount - judged;
        var share = others <= 0 ? 1 : Math.Max(0, MaxPairs - judged) / (double)others;
        var isFitted = new bool[byUser.Rows];
        for (var user = 0; user < isFitted.Length; user++)
        {
            isFitted[user] = share >= 1 || heldOut.RowLength(user) > 0
                || new SplitMix64(seed ^ Stream, user).NextDouble() < share;
        }

        return isFitted;
    }

    /// <summary>How large that is.</summary>
    public static SearchSize SizeOf(CsrMatrix byUser, CsrMatrix heldOut, int seed)
    {
        var isFitted = Of(byUser, heldOut, seed);
        var (users, pairs, isMet) = (0, 0L, new bool[byUser.Columns]);
        for (var user = 0; user < isFitted.Length; user++)
        {
            if (!isFitted[user])
                continue;
            users++;
            pairs += byUser.RowLength(user);
            foreach (var product in byUser.RowColumns(user))
                isMet[product] = true;
        }

        return new SearchSize
        {
            JudgedUsers = heldOut.EntryCount,
            FittedUsers = users,
            Pairs = pairs,
            Products = isMet.Count(met => met),
        };
    }
}
