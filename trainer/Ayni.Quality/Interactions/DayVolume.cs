namespace Ayni.Quality;

/// <summary>Events of 24 hours.</summary>
/// <param name="From">Their first instant.</param>
/// <param name="Events">Events in them.</param>
/// <param name="IsCurrent">False: of the reference.</param>
public sealed record DayVolume(DateTimeOffset From, long Events, bool IsCurrent);
