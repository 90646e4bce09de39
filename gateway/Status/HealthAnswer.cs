namespace Ayni.Gateway.Status;

/// <summary>Health of the gateway.</summary>
/// <param name="Status">live, ready or not_ready.</param>
/// <param name="Obstacles">What keeps it from answering.</param>
public sealed record HealthAnswer(string Status, IReadOnlyList<string> Obstacles);
