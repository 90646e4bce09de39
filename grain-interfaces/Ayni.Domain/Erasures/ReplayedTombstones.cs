namespace Ayni.Domain.Erasures;

/// <summary>What the tombstones of a store took out of it.</summary>
/// <param name="Tombstones">Tombstones applied.</param>
/// <param name="Shoppers">Shoppers of whom something was found.</param>
/// <param name="Interactions">Interactions erased.</param>
/// <param name="Profiles">Profiles erased.</param>
public sealed record ReplayedTombstones(long Tombstones, long Shoppers, long Interactions, long Profiles);
