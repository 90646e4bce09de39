namespace Ayni.Gateway.Users;

/// <summary>What became of a guest.</summary>
/// <param name="UserId">The shopper.</param>
/// <param name="From">The guest, who is erased.</param>
/// <param name="Merged">Interactions that the shopper has now and had not before.</param>
/// <param name="AlreadyMerged">Interactions that a call before had taken over.</param>
/// <param name="ErasedInteractions">Interactions of the guest taken out of the log.</param>
public sealed record MergeAnswer(string UserId, string From, int Merged, int AlreadyMerged, long ErasedInteractions);
