using System.Text.Json.Serialization;

namespace Ayni.Domain.Interactions;

/// <summary>What became of one interaction given to the log.</summary>
/// <param name="EventId">Its id.</param>
/// <param name="Position">Where it stands: for a duplicate, where the first one stands.</param>
/// <param name="IsDuplicate">True if the log already held this event id; nothing was changed then.</param>
[GenerateSerializer, Immutable, Alias("ayni.append-result")]
public sealed record AppendResult(
    [property: Id(0)] string EventId,
    [property: Id(1)] long Position,
    [property: Id(2)] bool IsDuplicate)
{
    /// <summary>
    /// True if its shopper was erased and it is dated up to then: it was dropped, and <see cref="Position"/> is the end
    /// of the log at the erasure.
    /// </summary>
    [Id(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsErased { get; init; }
}
