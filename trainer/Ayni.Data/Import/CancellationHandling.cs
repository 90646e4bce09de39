namespace Ayni.Data.Import;

/// <summary>What a row that takes back an earlier purchase does.</summary>
public enum CancellationHandling
{
    /// <summary>It is refused and counted; the purchase stays: it was wanted once.</summary>
    Refuse,

    /// <summary>
    /// It is refused and counted, and its quantity is taken from the purchases of the same product by the same user at
    /// or before it, newest first; a purchase with nothing left is refused as <c>cancelled_later</c>. Holds the whole
    /// file in memory.
    /// </summary>
    Net,

    /// <summary>
    /// It is kept: of a purchase as a return, of a cart as a removal from it, by as much as its quantity without the
    /// sign. Of other types it is refused and counted.
    /// </summary>
    Return,
}
