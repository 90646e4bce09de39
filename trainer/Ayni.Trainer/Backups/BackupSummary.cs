using Ayni.Storage.Backups;

namespace Ayni.Trainer.Backups;

/// <summary>An archive in figures.</summary>
internal sealed record BackupSummary
{
    public required string File { get; init; }

    public required long SizeBytes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Database { get; init; }

    public required string ProgramVersion { get; init; }

    public required int SchemaVersion { get; init; }

    public required long LogPosition { get; init; }

    public required long CatalogPosition { get; init; }

    public required long Interactions { get; init; }

    public required long Products { get; init; }

    public required long States { get; init; }

    public required int Files { get; init; }

    public static BackupSummary Of(string file, BackupManifest manifest) => new()
    {
        File = Path.GetFullPath(file),
        SizeBytes = new FileInfo(file).Length,
        CreatedAt = manifest.CreatedAt,
        Database = manifest.Database,
        ProgramVersion = manifest.ProgramVersion,
        SchemaVersion = manifest.SchemaVersion,
        LogPosition = manifest.LogPosition,
        CatalogPosition = manifest.CatalogPosition,
        Interactions = RowsOf(manifest, "tables/interactions.ndjson"),
        Products = RowsOf(manifest, "tables/products.ndjson"),
        States = RowsOf(manifest, "states.ndjson"),
        Files = manifest.Parts.Count(part => part.Columns.Count == 0),
    };

    private static long RowsOf(BackupManifest manifest, string part) =>
        manifest.Parts.FirstOrDefault(found => found.Name == part)?.Rows ?? 0;
}
