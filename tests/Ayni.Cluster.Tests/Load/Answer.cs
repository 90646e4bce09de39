namespace Ayni.Cluster.Tests.Load;

/// <summary>What became of one request.</summary>
/// <param name="Gateway">Who was asked.</param>
/// <param name="IsEvent">True for an event posted, false for recommendations.</param>
/// <param name="At">When it was sent, from the start of the load.</param>
/// <param name="Latency">From sending to the end of the answer.</param>
/// <param name="Status">HTTP status; 0 if there was no answer.</param>
/// <param name="IsDegraded">The answer says <c>"degraded": true</c>.</param>
/// <param name="HasRetryAfter">The answer says when to come again.</param>
/// <param name="Failure">Why there was no answer.</param>
internal sealed record Answer(
    string Gateway,
    bool IsEvent,
    TimeSpan At,
    TimeSpan Latency,
    int Status,
    bool IsDegraded,
    bool HasRetryAfter,
    string? Failure)
{
    public bool IsAcknowledged => IsEvent && Status == 202;
}
