using Ayni.GrainInterfaces.Training;

namespace Ayni.Gateway.Scheduling;

/// <summary>
/// How often a version, asked just before a shopper bought something new, had it among its ten best.
/// </summary>
/// <param name="Version">The version.</param>
/// <param name="Asked">Questions asked, a sample.</param>
/// <param name="Hits">Right answers.</param>
/// <param name="HitRate">Their share.</param>
/// <param name="Days">The same by day, UTC, oldest first.</param>
public sealed record LiveHitRate(
    string Version, int Asked, int Hits, double HitRate, IReadOnlyList<LiveHitRate.Day> Days)
{
    /// <summary>The wire form of a version's days.</summary>
    public static LiveHitRate From(VersionHits version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var (asked, hits) = (version.Days.Sum(day => day.Asked), version.Days.Sum(day => day.Hits));
        return new LiveHitRate(
            version.Version, asked, hits, asked == 0 ? 0 : Math.Round((double)hits / asked, 6),
            [.. version.Days.Select(day => new Day($"{day.Day:yyyy-MM-dd}", day.Asked, day.Hits))]);
    }

    /// <summary>One day.</summary>
    /// <param name="Date">Date, UTC.</param>
    /// <param name="Asked">Questions asked.</param>
    /// <param name="Hits">Right answers.</param>
    public sealed record Day(string Date, int Asked, int Hits);
}
