using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ayni.Recommenders;

/// <summary>
/// What each user did, oldest first: which item, how long ago, and in which basket if it was a purchase. What a matrix
/// of weights has lost. Immutable.
/// </summary>
public sealed class ShopperEvents
{
    /// <summary>Basket of an event that was no purchase.</summary>
    public const int NoBasket = -1;

    private const int HeaderBytes = 20;

    private readonly int[] _starts;
    private readonly int[] _items;
    private readonly int[] _secondsAgo;
    private readonly int[] _baskets;

    /// <summary>Takes ownership of the arrays, which must not be changed afterwards.</summary>
    /// <param name="itemCount">Number of items.</param>
    /// <param name="starts">Length users + 1: where each user's events start.</param>
    /// <param name="items">Item of each event.</param>
    /// <param name="secondsAgo">Seconds from the event to the reference time of the model.</param>
    /// <param name="baskets">
    /// Number of the purchase's basket among its user's, from 0, or <see cref="NoBasket"/>.
    /// </param>
    /// <exception cref="ArgumentException">The arrays do not describe such events.</exception>
    public ShopperEvents(int itemCount, int[] starts, int[] items, int[] secondsAgo, int[] baskets)
    {
        ArgumentNullException.ThrowIfNull(secondsAgo);
        ArgumentNullException.ThrowIfNull(baskets);
        Sequences = new ItemSequences(itemCount, starts, items);
        if (secondsAgo.Length != items.Length || baskets.Length != items.Length)
        {
            throw new ArgumentException(
                $"{items.Length} events have {secondsAgo.Length} times and {baskets.Length} baskets.");
        }

        if (baskets.AsSpan().ContainsAnyInRange(int.MinValue, NoBasket - 1))
            throw new ArgumentException($"A basket is numbered from 0, or {NoBasket} for none.", nameof(baskets));
        (_starts, _items, _secondsAgo, _baskets) = (starts, items, secondsAgo, baskets);
    }

    /// <summary>The items alone.</summary>
    public ItemSequences Sequences { get; }

    /// <summary>Number of users.</summary>
    public int UserCount => Sequences.UserCount;

    /// <summary>Number of items.</summary>
    public int ItemCount => Sequences.ItemCount;

    /// <summary>Number of events of all users.</summary>
    public int Count => _items.Length;

    /// <summary>Items of one user's events, oldest first.</summary>
    public ReadOnlySpan<int> ItemsOf(int user) => Sequences.Of(user);

    /// <summary>How long ago they were, in seconds.</summary>
    public ReadOnlySpan<int> SecondsAgoOf(int user) => _secondsAgo.AsSpan(_starts[user].._starts[user + 1]);

    /// <summary>Baskets of those that were purchases.</summary>
    public ReadOnlySpan<int> BasketsOf(int user) => _baskets.AsSpan(_starts[user].._starts[user + 1]);

    /// <summary>Some users in a row, with all items.</summary>
    public ShopperEvents Slice(int firstUser, int users)
    {
        var events = _starts[firstUser].._starts[firstUser + users];
        var starts = Array.ConvertAll(_starts[firstUser..(firstUser + users + 1)], start => start - events.Start.Value);
        return new ShopperEvents(ItemCount, starts, _items[events], _secondsAgo[events], _baskets[events]);
    }

    /// <summary>The users of several, one after another.</summary>
    /// <param name="slices">With the same items.</param>
    public static ShopperEvents Join(IReadOnlyList<ShopperEvents> slices)
    {
        ArgumentNullException.ThrowIfNull(slices);
        var starts = new List<int> { 0 };
        foreach (var slice in slices)
        {
            var before = starts[^1];
            starts.AddRange(slice._starts.Skip(1).Select(start => checked(before + start)));
        }

        return new ShopperEvents(
            slices.Count == 0 ? 0 : slices[0].ItemCount,
            [.. starts],
            [.. slices.SelectMany(slice => slice._items)],
            [.. slices.SelectMany(slice => slice._secondsAgo)],
            [.. slices.SelectMany(slice => slice._baskets)]);
    }

    /// <summary>
    /// "AYNIEVT1", items, users, events (int32), starts, items, seconds, baskets; little-endian. Equal events give
    /// equal bytes.
    /// </summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[checked(HeaderBytes + (4L * _starts.Length) + (12L * Count))];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), ItemCount);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), UserCount);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), Count);
        var rest = bytes.AsSpan(HeaderBytes);
        foreach (var numbers in (int[][])[_starts, _items, _secondsAgo, _baskets])
        {
            MemoryMarshal.AsBytes(numbers.AsSpan()).CopyTo(rest);
            rest = rest[(numbers.Length * sizeof(int))..];
        }

        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not such events; the message says why.</exception>
    public static ShopperEvents FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || !bytes[..8].SequenceEqual(Magic))
            throw new InvalidDataException($"Not events: {bytes.Length} bytes without AYNIEVT1 in front.");
        var items = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        var users = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]);
        var expected = HeaderBytes + (4L * (users + 1L)) + (12L * count);
        if (items < 0 || users < 0 || count < 0 || bytes.Length != expected)
        {
            throw new InvalidDataException(
                $"{count} events of {users} users take {expected} bytes, not {bytes.Length}.");
        }

        var numbers = MemoryMarshal.Cast<byte, int>(bytes[HeaderBytes..]);
        var starts = numbers[..(users + 1)].ToArray();
        numbers = numbers[(users + 1)..];
        try
        {
            return new ShopperEvents(
                items, starts, numbers[..count].ToArray(), numbers.Slice(count, count).ToArray(),
                numbers[(2 * count)..].ToArray());
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"Damaged events: {exception.Message}", exception);
        }
    }

    private static ReadOnlySpan<byte> Magic => "AYNIEVT1"u8;
}
