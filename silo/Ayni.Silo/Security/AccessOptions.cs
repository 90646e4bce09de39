using Ayni.Domain.Errors;

namespace Ayni.Silo.Security;

/// <summary>How the register of keys is followed; configuration section <c>Ayni:Access</c>.</summary>
public sealed record AccessOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Ayni:Access";

    private static readonly TimeSpan LeastRefresh = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MostRefresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostStale = TimeSpan.FromDays(1);

    /// <summary>
    /// How often the register is read: the time until a new key is honoured, and a revoked one refused.
    /// <value>Default half a second; 0.1 seconds to a minute.</value>
    /// </summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long what was read last holds while the store does not answer; past it the keys in it are refused.
    /// <value>Default 5 minutes; at least <see cref="RefreshEvery"/>, at most a day.</value>
    /// </summary>
    public TimeSpan MaxStale { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: a value is out of range.</exception>
    public AccessOptions Validate()
    {
        if (RefreshEvery < LeastRefresh || RefreshEvery > MostRefresh)
            throw Invalid(nameof(RefreshEvery), RefreshEvery, $"{LeastRefresh} to {MostRefresh}");
        if (MaxStale < RefreshEvery || MaxStale > MostStale)
            throw Invalid(nameof(MaxStale), MaxStale, $"{nameof(RefreshEvery)} ({RefreshEvery}) to {MostStale}");
        return this;
    }

    private static AyniException Invalid(string name, TimeSpan value, string range) =>
        new(ErrorCodes.Invalid, $"{Section}:{name} is {value}; it must be {range}. Set it, or leave it out.");
}
