namespace Ayni.Storage.Backups;

/// <summary>Where a restore learns what was erased since the archive was written: one of the two.</summary>
/// <param name="File">An archive.</param>
/// <param name="Storage">A store.</param>
public sealed record ErasureSource(string? File, StorageOptions? Storage);
