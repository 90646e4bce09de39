using Ayni.Data.Copies;
using Ayni.Domain.Errors;

namespace Ayni.Gateway.Copies;

/// <summary>When erased shoppers are taken out of folders made of the log; configuration section
/// <c>Ayni:Copies</c>.</summary>
internal sealed record CopyJobOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Ayni:Copies";

    private static readonly TimeSpan LeastEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MostEvery = TimeSpan.FromDays(1);
    private static readonly TimeSpan MostWait = TimeSpan.FromHours(12);
    private static readonly TimeSpan LeastForget = TimeSpan.FromHours(1);
    private static readonly TimeSpan MostForget = TimeSpan.FromDays(365);

    /// <summary>
    /// Time from one look at the register to the next, which finds erasures by others; 0: this gateway purges nothing.
    /// <value>Default one minute; 0, or 10 seconds to a day.</value>
    /// </summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Time from an erasure here to the rewriting, so that several of them rewrite once.
    /// <value>Default 5 seconds; 0 to 12 hours.</value>
    /// </summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a folder of this machine may be missing before it is forgotten: longer than a mount is away.
    /// <value>Default 7 days; an hour to 365 days.</value>
    /// </summary>
    public TimeSpan ForgetMissingAfter { get; init; } = CopyPurger.DefaultForgetAfter;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: a value is out of range.</exception>
    public CopyJobOptions Validate()
    {
        if (Every != TimeSpan.Zero && (Every < LeastEvery || Every > MostEvery))
            throw Invalid(nameof(Every), Every, $"00:00:00 (never) or from {LeastEvery} to {MostEvery}");
        if (Wait < TimeSpan.Zero || Wait > MostWait)
            throw Invalid(nameof(Wait), Wait, $"from 00:00:00 to {MostWait}");
        if (ForgetMissingAfter < LeastForget || ForgetMissingAfter > MostForget)
            throw Invalid(nameof(ForgetMissingAfter), ForgetMissingAfter, $"from {LeastForget} to {MostForget}");
        return this;
    }

    private static AyniException Invalid(string name, TimeSpan value, string range) =>
        new(ErrorCodes.Invalid, $"{Section}:{name} is {value}; it must be {range}. Set it, or leave it out.");
}
