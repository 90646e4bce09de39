using System.Globalization;

namespace Ayni.Gateway.Security.Limits;

/// <summary>
/// The fields of draft-ietf-httpapi-ratelimit-headers-10: <c>RateLimit-Policy</c> (q: requests, w: seconds of the
/// window) and <c>RateLimit</c> (r: requests left, t: seconds until all are there again).
/// </summary>
internal static class RateLimitFields
{
    public const string Policy = "RateLimit-Policy";
    public const string State = "RateLimit";

    /// <summary>Names of the fields.</summary>
    public static readonly string[] Names = [State, Policy];

    public static void Write(IHeaderDictionary headers, CallerQuota quota)
    {
        headers[Policy] = string.Create(
            CultureInfo.InvariantCulture, $"\"{quota.Policy}\";q={quota.Limit};w={(long)quota.Window.TotalSeconds}");
        headers[State] = string.Create(
            CultureInfo.InvariantCulture, $"\"{quota.Policy}\";r={quota.Remaining};t={quota.FullInSeconds}");
    }
}
