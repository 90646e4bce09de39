using Ayni.Domain.Errors;

namespace Ayni.Grains.Following;

/// <summary>How a silo follows log and catalogue; configuration section <c>Ayni:Following</c>.</summary>
public sealed record FollowingOptions
{
    /// <summary>
    /// How often heads are read where no nudge comes. <value>Default 250 ms; range 1 ms to 1 minute.</value>
    /// </summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Rows read at once. <value>Default 1,000; range 1 to 65,536.</value></summary>
    public int PageSize { get; init; } = 1_000;

    /// <summary>
    /// Further behind the log than this, every active grain reads for itself instead of the silo reading all rows.
    /// <value>Default 20,000; range 0 to 10,000,000.</value>
    /// </summary>
    public long MaxLag { get; init; } = 20_000;

    /// <summary>
    /// How often the registry is asked for the active version, in case a push was lost.
    /// <value>Default 2 s; range 10 ms to 10 minutes.</value>
    /// </summary>
    public TimeSpan ModelInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Whether the silo follows by itself. <value>Default true.</value> Tests that want to decide when it reads turn it
    /// off and call <see cref="SiloFollower.PollAsync"/>.
    /// </summary>
    public bool RunsByItself { get; init; } = true;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: a value is out of range.</exception>
    public FollowingOptions Validate()
    {
        Require(
            PollInterval >= TimeSpan.FromMilliseconds(1) && PollInterval <= TimeSpan.FromMinutes(1),
            nameof(PollInterval), PollInterval, "1 ms to 1 minute");
        Require(PageSize is >= 1 and <= 65_536, nameof(PageSize), PageSize, "1 to 65,536");
        Require(MaxLag is >= 0 and <= 10_000_000, nameof(MaxLag), MaxLag, "0 to 10,000,000");
        Require(
            ModelInterval >= TimeSpan.FromMilliseconds(10) && ModelInterval <= TimeSpan.FromMinutes(10),
            nameof(ModelInterval), ModelInterval, "10 ms to 10 minutes");
        return this;
    }

    private static void Require(bool isInRange, string name, object value, string range)
    {
        if (!isInRange)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"Ayni:Following:{name} is {value}; it must be from {range}. Set it, or leave it out.");
        }
    }
}
