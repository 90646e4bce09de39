namespace Ayni.Storage.Backups;

/// <summary>What a restore did.</summary>
/// <param name="Manifest">What the archive holds.</param>
/// <param name="SchemaVersion">Version of the schema now.</param>
/// <param name="ErasedInteractions">Interactions of the archive that had been erased since.</param>
/// <param name="ErasedShoppers">Shoppers they were of.</param>
public sealed record RestoreReport(
    BackupManifest Manifest, int SchemaVersion, long ErasedInteractions, long ErasedShoppers);
