using System.Globalization;

namespace Ayni.Quality;

/// <summary>A stretch of time.</summary>
/// <param name="From">First instant.</param>
/// <param name="To">First instant after it.</param>
public sealed record Period(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Its length.</summary>
    public TimeSpan Length => To - From;

    /// <summary>Whether an instant lies in it.</summary>
    /// <param name="instant">Milliseconds since 1970, UTC.</param>
    internal bool Contains(long instant) =>
        instant >= From.ToUnixTimeMilliseconds() && instant < To.ToUnixTimeMilliseconds();

    /// <summary>"2011-06-01 to 2011-08-31" where it is whole days, else with hours and minutes.</summary>
    public override string ToString() => From.TimeOfDay == TimeSpan.Zero && To.TimeOfDay == TimeSpan.Zero
        ? string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd} to {To.AddDays(-1):yyyy-MM-dd}")
        : string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd HH:mm} to {To:yyyy-MM-dd HH:mm}");
}
