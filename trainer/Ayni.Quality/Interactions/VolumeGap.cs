namespace Ayni.Quality;

/// <summary>A stretch without an event.</summary>
/// <param name="From">Last event before.</param>
/// <param name="To">First event after.</param>
/// <param name="ExpectedEvents">Events that the reference has in such hours.</param>
public sealed record VolumeGap(DateTimeOffset From, DateTimeOffset To, double ExpectedEvents);
