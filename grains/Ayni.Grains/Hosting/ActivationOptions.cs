using Ayni.Domain.Errors;

namespace Ayni.Grains.Hosting;

/// <summary>
/// How long a silo keeps grains nobody asks, and when it lets go of some because memory is short. A grain that goes is
/// rebuilt from log, catalogue or checkpoint by the next call.
/// </summary>
public sealed record ActivationOptions
{
    /// <summary>Shortest time: Orleans looks for idle grains once a minute.</summary>
    public static readonly TimeSpan MinAge = TimeSpan.FromMinutes(2);

    /// <summary>Longest time.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

    /// <summary>
    /// Of shoppers. A visit has pauses; a shopper who left costs memory alone, one who returns a read of the log.
    /// <value>Default 20 minutes; range 2 minutes to 30 days.</value>
    /// </summary>
    public TimeSpan UserAge { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>
    /// Of products. They are few, and every answer asks dozens. <value>Default 2 hours; range 2 minutes to 30
    /// days.</value>
    /// </summary>
    public TimeSpan ProductAge { get; init; } = TimeSpan.FromHours(2);

    /// <summary>
    /// Of the blocks of a training run. They are released at its end; one that went before, while the others of a long
    /// half-sweep were solved, has to read its rows again. <value>Default 1 hour; range 2 minutes to 30 days.</value>
    /// </summary>
    public TimeSpan BlockAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Of all others: registry, trainer, streams. <value>Default 15 minutes; range 2 minutes to 30 days.</value>
    /// </summary>
    public TimeSpan OtherAge { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Whether grains go when memory is short, those longest unused first. <value>Default true.</value>
    /// </summary>
    public bool ShedsUnderMemoryPressure { get; init; } = true;

    /// <summary>
    /// Use of the memory that the process may have from which grains go, in percent. <value>Default 80; range over
    /// <see cref="MemoryTargetPercent"/> to 100.</value>
    /// </summary>
    public int MemoryLimitPercent { get; init; } = 80;

    /// <summary>
    /// Use of memory at which they no longer go, in percent. <value>Default 75; range 1 to under
    /// <see cref="MemoryLimitPercent"/>.</value>
    /// </summary>
    public int MemoryTargetPercent { get; init; } = 75;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: a value is out of range.</exception>
    public ActivationOptions Validate()
    {
        RequireAge(nameof(UserAge), UserAge);
        RequireAge(nameof(ProductAge), ProductAge);
        RequireAge(nameof(BlockAge), BlockAge);
        RequireAge(nameof(OtherAge), OtherAge);
        if (MemoryTargetPercent < 1)
            throw Refusal(nameof(MemoryTargetPercent), MemoryTargetPercent, "at least 1");
        if (MemoryLimitPercent <= MemoryTargetPercent || MemoryLimitPercent > 100)
        {
            throw Refusal(
                nameof(MemoryLimitPercent), MemoryLimitPercent,
                $"over {nameof(MemoryTargetPercent)} ({MemoryTargetPercent}) and at most 100");
        }

        return this;
    }

    private static void RequireAge(string name, TimeSpan age)
    {
        if (age < MinAge || age > MaxAge)
            throw Refusal(name, age, $"from {MinAge} to {MaxAge}");
    }

    private static AyniException Refusal(string name, object value, string range) =>
        new(ErrorCodes.Invalid, $"{name} is {value}; it must be {range}.");
}
