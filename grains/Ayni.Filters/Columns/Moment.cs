namespace Ayni.Filters.Columns;

/// <summary>Moments as ticks of UTC.</summary>
internal static class Moment
{
    /// <summary>No moment.</summary>
    public const long Missing = long.MinValue;

    /// <summary>Whole days from one moment to a later one, rounded down; negative if it is earlier.</summary>
    public static long Days(long from, long to) => (long)Math.Floor((decimal)(to - from) / TimeSpan.TicksPerDay);
}
