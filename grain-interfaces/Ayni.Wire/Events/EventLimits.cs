namespace Ayni.Wire.Events;

/// <summary>Limits of what one request, or one message, of events may hold.</summary>
internal static class EventLimits
{
    /// <summary>Events in one request.</summary>
    public const int MaxEvents = 1_000;

    /// <summary>
    /// One of them, in bytes: the largest event without a review, a thousand times, with room; reviews are sent in
    /// smaller requests.
    /// </summary>
    public const long MaxBodyBytes = 4 * 1024 * 1024;

    /// <summary>Problems listed in one refusal.</summary>
    public const int MaxProblems = 100;

    /// <summary>Unknown fields listed in one answer.</summary>
    public const int MaxIgnoredFields = 20;
}
