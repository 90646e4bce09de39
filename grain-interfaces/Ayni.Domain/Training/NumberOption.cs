using System.Globalization;
using System.Numerics;

namespace Ayni.Domain.Training;

/// <summary>An option that is a number in a range.</summary>
/// <typeparam name="T">Type of the number.</typeparam>
public sealed record NumberOption<T> : ModelOption
    where T : struct, INumber<T>
{
    /// <summary>Its value where nobody gives one; null for none.</summary>
    public required T? Default { get; init; }

    /// <summary>The lower bound.</summary>
    public required T Min { get; init; }

    /// <summary>The upper bound, in the range.</summary>
    public required T Max { get; init; }

    /// <summary>Whether the lower bound is out of the range. <value>Default false.</value></summary>
    public bool IsOverMin { get; init; }

    /// <summary>Reads it; null for none.</summary>
    public required Func<TrainingOptions, T?> Read { get; init; }

    /// <summary>Gives options with it; none of it leaves an option that must have a value as it is.</summary>
    public required Func<TrainingOptions, T?, TrainingOptions> Write { get; init; }

    /// <summary>Shows its value in a message. <value>Default: the number.</value></summary>
    public Func<TrainingOptions, string>? Shown { get; init; }

    /// <inheritdoc/>
    public override string Range => $"{(IsOverMin ? "over " : "")}{Show(Min)} to {Show(Max)}";

    /// <summary>Whether a value is in the range; what is no number is not.</summary>
    public bool Holds(T value) => (IsOverMin ? value > Min : value >= Min) && value <= Max;

    /// <inheritdoc/>
    public override string? ProblemOf(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Read(options) is { } value && !Holds(value)
            ? $"{Name} is {Shown?.Invoke(options) ?? Show(value)}; give a value in the range {Range}."
            : null;
    }

    private static string Show(T value) => value.ToString(null, CultureInfo.InvariantCulture);
}
