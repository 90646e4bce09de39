namespace Ayni.Gateway.Events;

/// <summary>Limits of what one request of events may hold.</summary>
internal static class EventLimits
{
    /// <summary>Events in one request.</summary>
    public const int MaxEvents = 1_000;

    /// <summary>Body of one request, in bytes: the largest event, a thousand times, with room.</summary>
    public const long MaxBodyBytes = 4 * 1024 * 1024;

    /// <summary>Problems listed in one refusal.</summary>
    public const int MaxProblems = 100;

    /// <summary>Unknown fields listed in one answer.</summary>
    public const int MaxIgnoredFields = 20;

    /// <summary>Largest quantity of a purchase.</summary>
    public const double MaxQuantity = 1_000_000;

    /// <summary>Longest duration of an interaction: one week, in seconds.</summary>
    public const double MaxDurationSeconds = 7 * 24 * 3600;

    /// <summary>How far a shop's clock may be ahead of ours.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromDays(1);
}
