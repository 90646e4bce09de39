namespace Ayni.Grains.Answering;

/// <summary>How the live scoring went.</summary>
/// <param name="Unconfirmed">Candidates whose grains did not answer in time.</param>
/// <param name="DegradedReason">Why candidates may be missing; null if none is.</param>
internal sealed record LiveResult(int Unconfirmed, string? DegradedReason);
