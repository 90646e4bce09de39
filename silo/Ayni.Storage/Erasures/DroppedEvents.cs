using Ayni.Domain.Interactions;

namespace Ayni.Storage.Erasures;

/// <summary>What one commit drops, their shoppers having been erased. Not thread-safe.</summary>
internal sealed class DroppedEvents(IReadOnlyDictionary<string, Tombstone> tombstones)
{
    private readonly Dictionary<string, long> _positions = new(StringComparer.Ordinal);

    /// <summary>End of the log at the erasure; null: it is not dropped.</summary>
    public long? Find(Interaction interaction)
    {
        // The first of several with one event id decides for all, as it does where the log takes it.
        if (tombstones.Count == 0)
            return null;
        if (_positions.TryGetValue(interaction.EventId, out var position))
            return position;
        if (!tombstones.TryGetValue(interaction.UserId, out var tombstone) || !tombstone.Covers(interaction))
            return null;
        return _positions[interaction.EventId] = tombstone.Position;
    }
}
