using Ayni.Domain.Errors;

namespace Ayni.Grains.Hosting;

/// <summary>
/// From when on a silo refuses what clients in other processes ask; they are told 503 and to ask again. What its own
/// process asks is not refused here: the gateway bounds it by requests under way.
/// </summary>
public sealed record OverloadOptions
{
    /// <summary>Whether it refuses at all. <value>Default true.</value></summary>
    public bool ShedsRequests { get; init; } = true;

    /// <summary>
    /// Use of the machine's processors over which it refuses, in percent. <value>Default 100, which is never passed:
    /// training takes all processors but one on purpose, and answers must go on meanwhile; range 1 to 100.</value>
    /// </summary>
    public int CpuPercent { get; init; } = 100;

    /// <summary>
    /// Use of the memory that the process may have over which it refuses, in percent. <value>Default 90, when letting
    /// grains go at <see cref="ActivationOptions.MemoryLimitPercent"/> did not help; range 1 to 100.</value>
    /// </summary>
    public int MemoryPercent { get; init; } = 90;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: a value is out of range.</exception>
    public OverloadOptions Validate()
    {
        RequirePercent(nameof(CpuPercent), CpuPercent);
        RequirePercent(nameof(MemoryPercent), MemoryPercent);
        return this;
    }

    private static void RequirePercent(string name, int percent)
    {
        if (percent is < 1 or > 100)
            throw new AyniException(ErrorCodes.Invalid, $"{name} is {percent}; it must be from 1 to 100.");
    }
}
