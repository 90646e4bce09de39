namespace Ayni.Cluster.Tests.Pressure;

/// <summary>A request of events and what became of it. Times are since the load began.</summary>
/// <param name="Number">Its number; its events are numbered on from there.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="AnsweredAt">When its answer was there.</param>
/// <param name="Status">HTTP status; 0: no answer.</param>
/// <param name="HasRetryAfter">The answer says when to come again.</param>
/// <param name="First">Lowest position of its events; 0: not accepted.</param>
/// <param name="Last">Highest position of its events.</param>
internal sealed record PressedRequest(
    int Number, TimeSpan SentAt, TimeSpan AnsweredAt, int Status, bool HasRetryAfter, long First, long Last)
{
    public TimeSpan Latency => AnsweredAt - SentAt;

    public bool IsAccepted => Status == 202;
}
