namespace Ayni.Cluster.Tests.Answers;

/// <summary>What became of one request for recommendations.</summary>
/// <param name="Latency">From the moment it was due to the end of its answer.</param>
/// <param name="Status">HTTP status; 0 if there was no answer.</param>
/// <param name="IsDegraded">The answer says that a part of the system did not answer in time.</param>
/// <param name="IsPartial">The answer says that products did not answer for themselves in time.</param>
internal readonly record struct Arrival(TimeSpan Latency, int Status, bool IsDegraded, bool IsPartial);
