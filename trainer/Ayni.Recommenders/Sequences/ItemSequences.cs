using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// What each user met, in order: users × items like a matrix, but a row keeps its order, and an item may come twice.
/// Immutable.
/// </summary>
public sealed class ItemSequences
{
    private readonly int[] _starts;
    private readonly int[] _items;

    /// <summary>Takes ownership of the arrays, which must not be changed afterwards.</summary>
    /// <param name="itemCount">Size of the catalogue, 0 or more; also items that nobody met.</param>
    /// <param name="starts">Length users + 1: where each user's items start; from 0, never falling.</param>
    /// <param name="items">Item indices, user after user, each user's oldest first.</param>
    /// <exception cref="ArgumentException">The arrays do not describe such sequences.</exception>
    public ItemSequences(int itemCount, int[] starts, int[] items)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfNegative(itemCount);
        if (starts.Length == 0 || starts[0] != 0 || starts[^1] != items.Length)
            throw new ArgumentException($"Starts must go from 0 to the {items.Length} items.", nameof(starts));
        for (var user = 0; user + 1 < starts.Length; user++)
        {
            if (starts[user + 1] < starts[user])
                throw new ArgumentException($"Starts fall at user {user}.", nameof(starts));
        }

        for (var position = 0; position < items.Length; position++)
        {
            if ((uint)items[position] >= (uint)itemCount)
            {
                throw new ArgumentException(
                    $"Item {items[position]} at position {position} is outside 0 .. {itemCount - 1}.", nameof(items));
            }
        }

        ItemCount = itemCount;
        (_starts, _items) = (starts, items);
    }

    /// <summary>Number of users; some may have no items.</summary>
    public int UserCount => _starts.Length - 1;

    /// <summary>Size of the catalogue.</summary>
    public int ItemCount { get; }

    /// <summary>Number of interactions of all users.</summary>
    public int EntryCount => _items.Length;

    /// <summary>One user's items, oldest first.</summary>
    public ReadOnlySpan<int> Of(int user) => _items.AsSpan(_starts[user], _starts[user + 1] - _starts[user]);

    /// <summary>Builds sequences of lists of items, one a user, oldest first.</summary>
    /// <param name="itemCount">Size of the catalogue.</param>
    /// <param name="users">One list a user.</param>
    /// <exception cref="ArgumentException">An item is outside the catalogue.</exception>
    public static ItemSequences From(int itemCount, IReadOnlyList<IReadOnlyList<int>> users)
    {
        ArgumentNullException.ThrowIfNull(users);
        var starts = new int[users.Count + 1];
        for (var user = 0; user < users.Count; user++)
            starts[user + 1] = checked(starts[user] + users[user].Count);
        return new ItemSequences(itemCount, starts, [.. users.SelectMany(items => items)]);
    }

    /// <summary>
    /// Orders interactions by user, then timestamp, then position in the table. Those of weight 0 are left out.
    /// </summary>
    /// <param name="interactions">In any order.</param>
    public static ItemSequences From(InteractionTable interactions)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        var rows = new List<int>[interactions.UserCount];
        for (var user = 0; user < rows.Length; user++)
            rows[user] = [];
        for (var row = 0; row < interactions.Count; row++)
        {
            if (interactions.Weights[row] > 0)
                rows[interactions.Users[row]].Add(row);
        }

        // OrderBy is stable: of equal timestamps the earlier position stays first.
        return From(interactions.ItemCount, [.. rows.Select(ofUser => ofUser
            .OrderBy(row => interactions.Timestamps[row])
            .Select(row => interactions.Items[row])
            .ToArray())]);
    }

    /// <summary>The same users without their newest items; one who has no more keeps none.</summary>
    /// <param name="count">Items taken off each user's end, 0 or more.</param>
    public ItemSequences WithoutLast(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var starts = new int[_starts.Length];
        var items = new List<int>(_items.Length);
        for (var user = 0; user < UserCount; user++)
        {
            var kept = Of(user);
            items.AddRange(kept[..Math.Max(0, kept.Length - count)]);
            starts[user + 1] = items.Count;
        }

        return new ItemSequences(ItemCount, starts, [.. items]);
    }

    /// <summary>Users × items: how often the user met the item. The order is lost.</summary>
    public CsrMatrix ToMatrix()
    {
        var users = new int[_items.Length];
        for (var user = 0; user < UserCount; user++)
            users.AsSpan(_starts[user], _starts[user + 1] - _starts[user]).Fill(user);
        var ones = new float[_items.Length];
        ones.AsSpan().Fill(1);
        return CsrMatrix.FromTriples(UserCount, ItemCount, users, _items, ones);
    }
}
