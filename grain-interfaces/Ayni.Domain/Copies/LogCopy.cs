namespace Ayni.Domain.Copies;

/// <summary>A folder whose files were made of the log, so that they have to forget whom the log forgets.</summary>
public sealed record LogCopy
{
    /// <summary>
    /// Names the copy. The folder holds it too, so that another folder of the same path is told apart.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>What the folder holds.</summary>
    public required LogCopyKind Kind { get; init; }

    /// <summary>Name of the machine that wrote it.</summary>
    public required string Machine { get; init; }

    /// <summary>Full path on that machine.</summary>
    public required string Directory { get; init; }

    /// <summary>Last position of the log in it; null: it is being written, or was never finished.</summary>
    public long? LogPosition { get; init; }

    /// <summary>When its writing began; to the millisecond, UTC.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Number of the newest erasure whose interactions it does not hold for certain.</summary>
    public required long PurgedThrough { get; init; }

    /// <summary>When it was last looked through for erased shoppers; null: not since it was written.</summary>
    public DateTimeOffset? PurgedAt { get; init; }

    /// <summary>Since when its folder is not found on its machine; null: it was there at the last look.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>Why it could not be purged at the last try; null: it could.</summary>
    public string? Problem { get; init; }

    /// <summary>
    /// Erasures after <see cref="PurgedThrough"/> of interactions that it may have been made of. Cleaning may have
    /// left them out.
    /// </summary>
    public required long ErasuresWithin { get; init; }
}
