namespace Ayni.Domain.Training;

/// <summary>An option that is on or off.</summary>
public sealed record SwitchOption : ModelOption
{
    /// <summary>Its value where nobody gives one.</summary>
    public required bool Default { get; init; }

    /// <summary>Reads it.</summary>
    public required Func<TrainingOptions, bool> Read { get; init; }

    /// <summary>Gives options with it; none leaves it as it is.</summary>
    public required Func<TrainingOptions, bool?, TrainingOptions> Write { get; init; }

    /// <inheritdoc/>
    public override string Range => "true or false";

    /// <inheritdoc/>
    public override string? ProblemOf(TrainingOptions options) => null;
}
