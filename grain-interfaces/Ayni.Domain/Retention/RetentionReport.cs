namespace Ayni.Domain.Retention;

/// <summary>What retention did for one type.</summary>
public sealed record RetentionReport
{
    /// <summary>Name of the type.</summary>
    public required string Type { get; init; }

    /// <summary>Days that the last run kept an interaction of it.</summary>
    public required int KeptDays { get; init; }

    /// <summary>Time of the first interaction that the last run let stay.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>When the last run began; to the millisecond, UTC.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>When it was through; null: it is under way, or broke off, and the next one goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Interactions that the last run deleted, so far.</summary>
    public required long Deleted { get; init; }

    /// <summary>Interactions that all runs deleted. Goes up alone.</summary>
    public required long DeletedInAll { get; init; }

    /// <summary>
    /// Latest time before which any run deleted something; null: none did. Goes up alone, also where the type is kept
    /// for longer by now.
    /// </summary>
    public DateTimeOffset? DeletedBefore { get; init; }
}
