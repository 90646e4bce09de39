using Ayni.Domain.Copies;

namespace Ayni.Gateway.Status;

/// <summary>
/// Folders made of the log, such as marts, and whether erased shoppers are within. Their paths stay on the machine: the
/// command line lists them.
/// </summary>
/// <param name="Registered">Folders that are known.</param>
/// <param name="Pending">Those of them that may hold shoppers who were erased since.</param>
/// <param name="Missing">Those that are not found on their machine.</param>
/// <param name="Failed">Those that could not be purged at the last try.</param>
/// <param name="DueAt">When this gateway purges next for an erasure here; null: none waits.</param>
public sealed record CopiesAnswer(int Registered, int Pending, int Missing, int Failed, DateTimeOffset? DueAt)
{
    /// <summary>What the register says.</summary>
    public static CopiesAnswer From(IReadOnlyList<LogCopy> copies, DateTimeOffset? dueAt)
    {
        ArgumentNullException.ThrowIfNull(copies);
        return new CopiesAnswer(
            copies.Count,
            copies.Count(copy => copy.ErasuresWithin > 0),
            copies.Count(copy => copy.MissingSince is not null),
            copies.Count(copy => copy.Problem is not null),
            dueAt);
    }
}
