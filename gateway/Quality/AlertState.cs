namespace Ayni.Gateway.Quality;

/// <summary>What was last to be told, and whether it was.</summary>
/// <param name="Fingerprint">Hash of what shifted and how much: the same findings are told once.</param>
/// <param name="DeliveryId">Id that a receiver knows a repetition by.</param>
/// <param name="Body">What is posted, byte by byte, whenever it is tried again.</param>
/// <param name="Attempts">Times it was tried.</param>
/// <param name="DeliveredAt">When it was taken; null: it was not yet.</param>
internal sealed record AlertState(
    string Fingerprint, string DeliveryId, string Body, int Attempts, DateTimeOffset? DeliveredAt);
