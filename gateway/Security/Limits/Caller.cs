using System.Net;
using System.Net.Sockets;

namespace Ayni.Gateway.Security.Limits;

/// <summary>Who shares a bucket: a name, an address, or both.</summary>
/// <param name="Name">Name of the key or subject of the token; null of who has none.</param>
/// <param name="Bucket">Which of the buckets for addresses; -1 where addresses are not told apart.</param>
internal readonly record struct Caller(string? Name, int Bucket)
{
    /// <summary>
    /// Buckets for addresses. An address shares its bucket with those that hash alike, so that a flood of addresses
    /// takes no more than this many (some 25 MB); of a thousand callers at once eight in a thousand share one. The hash
    /// is another in each process, so nobody picks whose bucket to empty.
    /// </summary>
    public const int AddressBuckets = 65_536;

    private const int BytesOfNetwork = 8;

    /// <summary>A caller with a name of its own.</summary>
    public static Caller Named(string name) => new(name, -1);

    /// <summary>A caller known by address, and by the name that it shares if there is one.</summary>
    public static Caller At(IPAddress? address, string? sharedName) => new(sharedName, BucketOf(address));

    // Whoever has one address of IPv6 has 2^64: its network counts (RFC 4291, section 2.5.1).
    private static int BucketOf(IPAddress? address)
    {
        if (address is null)
            return 0;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bytes = address.GetAddressBytes().AsSpan();
        var hash = new HashCode();
        hash.AddBytes(address.AddressFamily == AddressFamily.InterNetworkV6 ? bytes[..BytesOfNetwork] : bytes);
        return (int)((uint)hash.ToHashCode() % AddressBuckets);
    }
}
