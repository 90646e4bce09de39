using Ayni.Domain.Errors;

namespace Ayni.Grains.Features;

/// <summary>What features need to know of a shop.</summary>
public sealed record FeatureOptions
{
    /// <summary>
    /// Name of the shop's time zone, for days of the week and hours. <value>Default UTC; range: IANA names such as
    /// America/Lima.</value>
    /// </summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The time zone.</summary>
    internal TimeZoneInfo Zone =>
        TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Checks the name.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: no time zone is called so.</exception>
    public FeatureOptions Validate() => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _)
        ? this
        : throw new AyniException(
            ErrorCodes.Invalid, $"Features:TimeZone is '{TimeZone}'; it must be a time zone such as America/Lima.");
}
