using System.Globalization;

namespace Ayni.Recommenders;

/// <summary>
/// A model of this catalogue does not fit into the memory. Thrown before anything is allocated; the message names
/// items, bytes and remedy.
/// </summary>
public sealed class CatalogueTooLargeException : Exception
{
    internal CatalogueTooLargeException(int items, int users, long bytesNeeded, long bytesAllowed, int largest)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"EASE of {items:N0} items and {users:N0} users inverts a matrix of the smaller number: "
            + $"{bytesNeeded:N0} bytes, of which {bytesAllowed:N0} may be used. "
            + $"Set MaxItems to {largest:N0} or less, or give the process more memory and raise MaxMemoryBytes."))
    {
        Items = items;
        BytesNeeded = bytesNeeded;
        BytesAllowed = bytesAllowed;
    }

    /// <summary>Items to model.</summary>
    public int Items { get; }

    /// <summary>Memory that the inversion takes, in bytes.</summary>
    public long BytesNeeded { get; }

    /// <summary>Memory that it may take, in bytes.</summary>
    public long BytesAllowed { get; }
}
