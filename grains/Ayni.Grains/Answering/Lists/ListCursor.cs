using System.Buffers.Binary;
using System.Buffers.Text;
using Ayni.Domain.Errors;
using Ayni.Numerics;

namespace Ayni.Grains.Answering;

/// <summary>
/// Where a list goes on: marks of what was given already, so that the next page is the best of what is left, whatever
/// happened meanwhile; nothing is given twice, and nothing better is passed over. 48 bits of a hash an id: of a million
/// products, one in 10⁶ pages of 300 leaves out a product that it should not.
/// </summary>
internal sealed class ListCursor
{
    /// <summary>Most products that pages before can have given: an address may have some 8,000 characters.</summary>
    public const int MaxGiven = 750;

    private const byte Version = 1;
    private const int MarkBytes = 6;
    private const ulong MarkMask = (1UL << (MarkBytes * 8)) - 1;

    private readonly HashSet<ulong> _given;

    private ListCursor(HashSet<ulong> given) => _given = given;

    /// <summary>The start of a list.</summary>
    public static ListCursor Start => new([]);

    /// <summary>Products given so far.</summary>
    public int Count => _given.Count;

    /// <summary>Reads a cursor.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: nobody gave it out.</exception>
    public static ListCursor Read(string? text)
    {
        if (text is null)
            return Start;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (!Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length)
            || length == 0 || bytes[0] != Version || (length - 1) % MarkBytes != 0
            || (length - 1) / MarkBytes > MaxGiven)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                "cursor is none that an answer gave. Send next_cursor of the page before, or none.");
        }

        var given = new HashSet<ulong>();
        Span<byte> mark = stackalloc byte[sizeof(ulong)];
        for (var at = 1; at < length; at += MarkBytes)
        {
            bytes.AsSpan(at, MarkBytes).CopyTo(mark);
            given.Add(BinaryPrimitives.ReadUInt64LittleEndian(mark));
        }

        return new ListCursor(given);
    }

    /// <summary>Whether a page before gave it.</summary>
    public bool Has(string productId) => _given.Count > 0 && _given.Contains(MarkOf(productId));

    /// <summary>The cursor after one more page; null: the list ends there, for no cursor holds more.</summary>
    public string? After(IEnumerable<string> productIds)
    {
        ulong[] marks = [.. _given, .. productIds.Select(MarkOf)];
        if (marks.Length > MaxGiven)
            return null;
        var bytes = new byte[1 + (marks.Length * MarkBytes)];
        bytes[0] = Version;
        Span<byte> mark = stackalloc byte[sizeof(ulong)];
        for (var index = 0; index < marks.Length; index++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(mark, marks[index]);
            mark[..MarkBytes].CopyTo(bytes.AsSpan(1 + (index * MarkBytes)));
        }

        return Base64Url.EncodeToString(bytes);
    }

    private static ulong MarkOf(string productId) =>
        SplitMix64.Mix(FnvHash.Append(FnvHash.Start, productId)) & MarkMask;
}
