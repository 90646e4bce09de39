namespace Ayni.Storage.Backups;

/// <summary>What a backup or a restore works on.</summary>
public sealed record BackupRequest
{
    /// <summary>Service whose grains' states a database holds, where its silos do not say otherwise.</summary>
    public const string DefaultService = "ayni";

    /// <summary>The archive.</summary>
    public required string File { get; init; }

    /// <summary>The store.</summary>
    public required StorageOptions Storage { get; init; }

    /// <summary>Service of the silos of a PostgreSQL database; a data directory has the states of one alone.</summary>
    public string ServiceId { get; init; } = DefaultService;

    /// <summary>Version of the program, which the manifest names.</summary>
    public required string ProgramVersion { get; init; }
}
