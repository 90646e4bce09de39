namespace Ayni.Storage.Backups;

/// <summary>What a restore works on.</summary>
public sealed record RestoreRequest
{
    /// <summary>The archive.</summary>
    public required string File { get; init; }

    /// <summary>The empty store.</summary>
    public required StorageOptions Storage { get; init; }

    /// <summary>Service of the silos that will serve a PostgreSQL database.</summary>
    public string ServiceId { get; init; } = BackupRequest.DefaultService;

    /// <summary>
    /// A store, or another archive, that is newer than the archive: what was erased there is erased here, too. Null:
    /// nothing but what the archive itself knows to be erased.
    /// </summary>
    public ErasureSource? Erased { get; init; }
}
