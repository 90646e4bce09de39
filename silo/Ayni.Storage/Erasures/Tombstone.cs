using Ayni.Domain.Interactions;
using Ayni.Storage.Interactions;

namespace Ayni.Storage.Erasures;

/// <summary>What is left of an erased shopper.</summary>
/// <param name="UserHash">HMAC-SHA-256 of the id.</param>
/// <param name="ErasedAtMs">Time up to which interactions are dropped; Unix milliseconds.</param>
/// <param name="Position">End of the log at the erasure.</param>
public sealed record Tombstone(ReadOnlyMemory<byte> UserHash, long ErasedAtMs, long Position)
{
    /// <summary>Whether it drops an interaction of its shopper.</summary>
    public bool Covers(Interaction interaction) => InteractionRows.TimestampMs(interaction) <= ErasedAtMs;
}
