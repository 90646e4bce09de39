using Ayni.Domain.Interactions;
using Ayni.Numerics;

namespace Ayni.Grains.Training;

/// <summary>
/// Whose newest product is held out. A user is picked by a hash of seed and id, not by place, so that the pick of one
/// user does not change because another one arrived.
/// </summary>
public static class HoldOut
{
    /// <summary>All eligible users are taken up to this number: half of fewer say nothing.</summary>
    public const int MinUsers = 10;

    /// <summary>
    /// With fewer judged users a mean is mostly noise, and one pair of each hardly matters to the training: of a small
    /// shop up to half of the eligible users are taken to reach this number, whatever the share.
    /// </summary>
    public const int WantedUsers = 1_000;

    /// <summary>More would make the full ranking slower than the training, and the means no sharper.</summary>
    public const int MaxUsers = 10_000;

    /// <summary>Fewest products of a user who can be judged: one is held out, one is left to train on.</summary>
    public const int MinProducts = 2;

    /// <summary>Users that a search is judged by, at most: they make its noise as small as it needs to be.</summary>
    public const int MaxSearchedUsers = 3_000;

    /// <summary>How many of the eligible users are judged.</summary>
    public static int CountOf(int eligible, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(eligible);
        if (share <= 0)
            return 0;
        var wanted = (int)Math.Ceiling(share * eligible);
        var least = Math.Max(Math.Min(MinUsers, eligible), Math.Min(WantedUsers, eligible / 2));
        return Math.Min(Math.Max(wanted, least), MaxUsers);
    }

    /// <summary>The judged among the eligible users: those with the smallest hashes, ties by place.</summary>
    /// <returns>Places in <paramref name="hashes"/>, ascending.</returns>
    public static int[] Select(IReadOnlyList<ulong> hashes, double share)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        var places = Enumerable.Range(0, hashes.Count).ToArray();
        return [.. places.OrderBy(place => hashes[place]).Take(CountOf(hashes.Count, share)).Order()];
    }

    /// <summary>Those that a search is judged by: the next ones, none of whom is judged.</summary>
    /// <returns>Places in <paramref name="hashes"/>, ascending; none where nobody is judged.</returns>
    public static int[] SelectSearched(IReadOnlyList<ulong> hashes, double share)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        var judged = CountOf(hashes.Count, share);
        var places = Enumerable.Range(0, hashes.Count);
        return judged == 0
            ? []
            : [.. places.OrderBy(place => hashes[place]).Skip(judged).Take(MaxSearchedUsers).Order()];
    }

    /// <summary>
    /// A user's interactions, the newest last: as they are given, or, where all are of one instant, as a file without
    /// times gives them, as drawn. Then nothing is the newest, and the order of a file may follow anything.
    /// </summary>
    /// <param name="oldestFirst">One user's, by time.</param>
    /// <param name="seed">Seed of the draw.</param>
    public static List<LoggedInteraction> NewestLast(List<LoggedInteraction> oldestFirst, int seed)
    {
        ArgumentNullException.ThrowIfNull(oldestFirst);
        return oldestFirst.Count == 0 || oldestFirst[0].Interaction.Timestamp != oldestFirst[^1].Interaction.Timestamp
            ? oldestFirst
            : [.. oldestFirst.OrderBy(row => Hash(seed, $"{row.Interaction.UserId} {row.Interaction.ProductId}"))];
    }

    /// <summary>Uniform hash of (seed, user id): mixed, since the high bits of similar ids are alike before.</summary>
    public static ulong Hash(int seed, string userId)
    {
        ArgumentNullException.ThrowIfNull(userId);
        return SplitMix64.Mix(FnvHash.Append(FnvHash.Start ^ (uint)seed, userId));
    }
}
