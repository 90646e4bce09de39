using System.Collections.Immutable;

namespace Ayni.Domain.Training;

/// <summary>An option that is one of some names.</summary>
public sealed record ChoiceOption : ModelOption
{
    /// <summary>The names.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>What a shop gets where nobody gives one; <see cref="TrainingOptions"/> may differ.</summary>
    public required string Default { get; init; }

    /// <summary>Reads it.</summary>
    public required Func<TrainingOptions, string> Read { get; init; }

    /// <summary>Gives options with it, one of <see cref="Names"/>; null for the default.</summary>
    public required Func<TrainingOptions, string?, TrainingOptions> Write { get; init; }

    /// <inheritdoc/>
    public override string Range => string.Join(", ", Names);

    /// <summary>Whether a name is one of these.</summary>
    public bool Holds(string name) => Names.Contains(name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string? ProblemOf(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Holds(Read(options)) ? null : $"{Name} is {Read(options)}; it must be one of {Range}.";
    }
}
