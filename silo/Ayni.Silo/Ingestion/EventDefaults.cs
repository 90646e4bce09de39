namespace Ayni.Silo.Ingestion;

/// <summary>What stands in for fields that an event of a message leaves out.</summary>
/// <param name="Id">
/// Names the message: the same when it comes again, and no other's. Null where there is none; an event without an id of
/// its own is refused then, for it could not be counted once.
/// </param>
/// <param name="Time">When the message was sent; null: now.</param>
internal readonly record struct EventDefaults(string? Id, DateTimeOffset? Time)
{
    private static readonly long MaxMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The time a message says it was sent at; null if that is none.</summary>
    public static DateTimeOffset? TimeAt(long unixMilliseconds) =>
        unixMilliseconds > 0 && unixMilliseconds <= MaxMilliseconds
            ? DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds)
            : null;
}
