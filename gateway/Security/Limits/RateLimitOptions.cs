using Ayni.Domain.Errors;

namespace Ayni.Gateway.Security.Limits;

/// <summary>
/// How many requests one caller may send; configuration section <c>Ayni:RateLimits</c>. Each limit is a bucket: that
/// many at once, filled again evenly over the window.
/// </summary>
internal sealed record RateLimitOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Ayni:RateLimits";

    /// <summary>Requests a window of a caller with a name, such as that of its key; 0: as many as it sends.
    /// <value>Default 0; 0 to 10,000,000.</value></summary>
    public int KeyRequests { get; init; }

    /// <summary>Requests a window of an address, from callers without a name and of <see cref="SharedKeys"/>; 0: as
    /// many as it sends. <value>Default 0; 0 to 10,000,000.</value></summary>
    public int AddressRequests { get; init; }

    /// <summary>Time in which an empty bucket is full again. <value>Default a minute; a second to an hour.</value>
    /// </summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Names of keys that many callers share, as a shop's page does in every browser, by commas: each address
    /// has a bucket of its own. <value>Default none.</value></summary>
    public string SharedKeys { get; init; } = "";

    private const int MaxRequests = 10_000_000;
    private static readonly TimeSpan LeastWindow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostWindow = TimeSpan.FromHours(1);

    /// <summary>Somebody is limited.</summary>
    public bool IsOn => KeyRequests > 0 || AddressRequests > 0;

    /// <summary>True of a key that many callers share.</summary>
    public bool IsShared(string name) =>
        SharedKeys.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Contains(name);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: a value is out of range.</exception>
    public RateLimitOptions Validate()
    {
        Require(KeyRequests, nameof(KeyRequests));
        Require(AddressRequests, nameof(AddressRequests));
        if (Window < LeastWindow || Window > MostWindow)
            throw Invalid(nameof(Window), $"{Window}", $"from {LeastWindow} to {MostWindow}");
        if (SharedKeys.Length > 0 && AddressRequests == 0)
        {
            throw Invalid(
                nameof(SharedKeys), SharedKeys, $"left out unless {nameof(AddressRequests)} is over 0, which holds for "
                + "each address of such a key");
        }

        return this;
    }

    private static void Require(int value, string name)
    {
        if (value is < 0 or > MaxRequests)
            throw Invalid(name, $"{value}", $"from 1 to {MaxRequests}, or 0 for no limit");
    }

    private static AyniException Invalid(string name, string value, string range) =>
        new(ErrorCodes.Invalid, $"{Section}:{name} is {value}; it must be {range}. Set it, or leave it out.");
}
