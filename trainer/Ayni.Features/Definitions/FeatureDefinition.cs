using Ayni.Domain.Features;

namespace Ayni.Features.Definitions;

/// <summary>What a feature is: the one definition that files, answers and the dictionary are made from.</summary>
public abstract record FeatureDefinition
{
    /// <summary>Name, in snake_case, unique.</summary>
    public required string Name { get; init; }

    /// <summary>Whom it describes.</summary>
    public required FeatureEntity Entity { get; init; }

    /// <summary>What its values are.</summary>
    public required FeatureKind Kind { get; init; }

    /// <summary>Unit of its values, such as days or currency.</summary>
    public required string Unit { get; init; }

    /// <summary>Stretch of time that it looks at, before the instant.</summary>
    public required string Window { get; init; }

    /// <summary>
    /// What to take where it is missing; null: nothing stands for it. Files and answers leave it missing.
    /// </summary>
    public required string? Default { get; init; }

    /// <summary>What it says, for people.</summary>
    public required string Description { get; init; }

    /// <summary>How it is worked out, exactly; t is the instant.</summary>
    public required string Formula { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>What it is made from.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// True if it reads the catalogue, which holds products as they are now: of that part it is not point-in-time.
    /// </summary>
    public required bool ReadsCatalogue { get; init; }

    /// <summary>Goes up when its values change without any other word here changing. <value>From 1.</value></summary>
    public int Revision { get; init; } = 1;
}

/// <summary>A feature and how it is worked out.</summary>
/// <typeparam name="T">What it is worked out from, moved to the instant.</typeparam>
public sealed record FeatureDefinition<T> : FeatureDefinition
{
    /// <summary>Works it out.</summary>
    public required Func<T, FeatureValue> Compute { get; init; }
}
