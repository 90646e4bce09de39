namespace Ayni.Grains.Catalog;

/// <summary>
/// One product grain active on this silo: its entry as of now, for others to read. The grain alone writes it; anybody
/// reads it.
/// </summary>
internal sealed class ActiveProduct(string productId, HeldEntry held, DateTimeOffset now)
{
    private volatile HeldEntry _held = held;
    private long _askedAt = now.UtcTicks;

    /// <summary>The product.</summary>
    public string ProductId => productId;

    /// <summary>What the grain holds: never older than what it held before.</summary>
    public HeldEntry Held
    {
        get => _held;
        set => _held = value;
    }

    /// <summary>Whether the grain was asked so lately that it need not be; if not, the caller will ask it.</summary>
    public bool WasAsked(DateTimeOffset now, TimeSpan within)
    {
        var asked = Volatile.Read(ref _askedAt);
        if (Math.Abs(now.UtcTicks - asked) <= within.Ticks)
            return true;
        Volatile.Write(ref _askedAt, now.UtcTicks);
        return false;
    }
}
