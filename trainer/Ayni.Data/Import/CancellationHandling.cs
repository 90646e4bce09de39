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
}
