namespace Ayni.Grains.Training;

/// <summary>What the search of a run fits on and is judged by; how much it may try goes by it.</summary>
public sealed record SearchSize
{
    /// <summary>Users whose newest product is held out of the search alone.</summary>
    public required int JudgedUsers { get; init; }

    /// <summary>Users that trials are fitted on.</summary>
    public required int FittedUsers { get; init; }

    /// <summary>Their pairs.</summary>
    public required long Pairs { get; init; }

    /// <summary>Products among them.</summary>
    public required int Products { get; init; }
}
