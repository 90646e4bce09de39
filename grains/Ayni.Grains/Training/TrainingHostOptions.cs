using System.Globalization;

namespace Ayni.Grains.Training;

/// <summary>
/// What a silo gives to training; configuration section <c>Ayni:Training</c>. None of it changes a model.
/// </summary>
public sealed record TrainingHostOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Ayni:Training";

    public const int MaxThreads = 256;
    public const int MaxAttemptLimit = 1000;

    public static readonly TimeSpan MaxCheckpointInterval = TimeSpan.FromDays(1);

    /// <summary>
    /// Threads that compute. <value>Default: all processors but one, at least 1; range 1 to 256.</value>
    /// </summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount - 1, 1, MaxThreads);

    /// <summary>
    /// How often a call to a lost block, or a write, is tried. <value>Default 40; range 1 to 1,000.</value>
    /// </summary>
    public int MaxAttempts { get; init; } = 40;

    /// <summary>
    /// Pause before the second attempt; doubles up to <see cref="MaxRetryDelay"/>. <value>Default 100 ms; over
    /// 0.</value>
    /// </summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Longest pause between two attempts. <value>Default 5 s; at least <see cref="RetryDelay"/>.</value>
    /// </summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Least time between two checkpoints of a run, and so about the most work that is done again when a silo is lost;
    /// the last factors are always stored. 0 stores each half-sweep before the next begins; otherwise the next begins
    /// meanwhile. <value>Default 10 s; range 0 to 1 day.</value>
    /// </summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether this silo starts what schedules say is due. <value>Default true.</value> False for a process that is
    /// there for one command.
    /// </summary>
    public bool RunsSchedules { get; init; } = true;

    /// <summary>Refuses values out of range: a mistake of the host's configuration.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Names the setting, its value, the range and the remedy.
    /// </exception>
    public void ThrowIfInvalid()
    {
        Require(Threads is >= 1 and <= MaxThreads, nameof(Threads), Threads, $"1 to {MaxThreads}");
        Require(
            MaxAttempts is >= 1 and <= MaxAttemptLimit, nameof(MaxAttempts), MaxAttempts, $"1 to {MaxAttemptLimit}");
        Require(RetryDelay > TimeSpan.Zero, nameof(RetryDelay), RetryDelay, "over 0");
        Require(
            MaxRetryDelay >= RetryDelay, nameof(MaxRetryDelay), MaxRetryDelay, $"RetryDelay, {RetryDelay}, or more");
        Require(
            CheckpointInterval >= TimeSpan.Zero && CheckpointInterval <= MaxCheckpointInterval,
            nameof(CheckpointInterval), CheckpointInterval, $"0 to {MaxCheckpointInterval}");
    }

    /// <summary>Pause after an attempt, counted from 1.</summary>
    public TimeSpan DelayAfter(int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        var delay = RetryDelay * Math.Pow(2, Math.Min(attempt - 1, 30));
        return delay < MaxRetryDelay ? delay : MaxRetryDelay;
    }

    private static void Require<T>(bool isInRange, string name, T value, string range)
    {
        if (isInRange)
            return;
        throw new ArgumentOutOfRangeException(paramName: null, string.Create(
            CultureInfo.InvariantCulture,
            $"{Section}:{name} is {value}; it must be {range}. Set it in appsettings.json, as the environment variable "
            + $"{Section.Replace(":", "__", StringComparison.Ordinal)}__{name}, or leave it out for the default."));
    }
}
