using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Interactions with dense indices, in log order. All arrays have the same length and are not changed.
/// </summary>
public sealed class InteractionTable
{
    /// <summary>Takes the arrays as they are.</summary>
    /// <param name="userCount">Number of users.</param>
    /// <param name="itemCount">Number of items.</param>
    /// <param name="users">User index of each interaction.</param>
    /// <param name="items">Item index of each interaction.</param>
    /// <param name="weights">Weight of each interaction, 0 or more; any decay is in it already.</param>
    /// <param name="timestamps">When, in any unit that grows with time.</param>
    /// <exception cref="ArgumentException">Lengths differ, or an index or weight is out of range.</exception>
    public InteractionTable(
        int userCount, int itemCount, int[] users, int[] items, float[] weights, long[] timestamps)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(timestamps);
        if (users.Length != items.Length || users.Length != weights.Length || users.Length != timestamps.Length)
        {
            throw new ArgumentException(
                $"Unequal lengths: {users.Length} users, {items.Length} items, {weights.Length} weights, "
                + $"{timestamps.Length} timestamps.");
        }

        for (var row = 0; row < users.Length; row++)
        {
            if ((uint)users[row] >= (uint)userCount || (uint)items[row] >= (uint)itemCount)
                throw new ArgumentException($"Interaction {row} is of user {users[row]} and item {items[row]}.");
            if (!(weights[row] >= 0) || !float.IsFinite(weights[row]))
                throw new ArgumentException($"Interaction {row} has weight {weights[row]}; it must be 0 or more.");
        }

        (UserCount, ItemCount) = (userCount, itemCount);
        (Users, Items, Weights, Timestamps) = (users, items, weights, timestamps);
    }

    /// <summary>Number of users.</summary>
    public int UserCount { get; }

    /// <summary>Number of items.</summary>
    public int ItemCount { get; }

    /// <summary>Number of interactions.</summary>
    public int Count => Users.Length;

    /// <summary>User index of each interaction.</summary>
    public int[] Users { get; }

    /// <summary>Item index of each interaction.</summary>
    public int[] Items { get; }

    /// <summary>Weight of each interaction.</summary>
    public float[] Weights { get; }

    /// <summary>When each interaction happened.</summary>
    public long[] Timestamps { get; }

    /// <summary>
    /// Sums the weights of the interactions that a condition lets through, in order; pairs of weight 0 are left out.
    /// </summary>
    /// <param name="include">Told the position of each interaction.</param>
    /// <returns>Users × items.</returns>
    public CsrMatrix ToMatrix(Func<int, bool> include)
    {
        ArgumentNullException.ThrowIfNull(include);
        var rows = new List<int>();
        var columns = new List<int>();
        var values = new List<float>();
        for (var row = 0; row < Count; row++)
        {
            if (!include(row) || Weights[row] == 0)
                continue;
            rows.Add(Users[row]);
            columns.Add(Items[row]);
            values.Add(Weights[row]);
        }

        return CsrMatrix.FromTriples(UserCount, ItemCount, [.. rows], [.. columns], [.. values]);
    }
}
