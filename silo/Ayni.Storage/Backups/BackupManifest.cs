using System.Text.Json;

namespace Ayni.Storage.Backups;

/// <summary>What an archive holds, as its last part says.</summary>
public sealed record BackupManifest
{
    /// <summary>Version of the archive's form that is written; newer ones are refused.</summary>
    public const int CurrentFormat = 1;

    /// <summary>What <see cref="Kind"/> is.</summary>
    public const string ArchiveKind = "ayni-backup";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>Tells an archive of Ayni from others.</summary>
    public string Kind { get; init; } = ArchiveKind;

    /// <summary>Version of the archive's form.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Version of the store's schema, of which the rows are.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The program that wrote it.</summary>
    public required string ProgramVersion { get; init; }

    /// <summary>When the store was looked at.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>sqlite</c> or <c>postgresql</c>. It can be restored into either.</summary>
    public required string Database { get; init; }

    /// <summary>The log's position: every interaction up to it is within, and none after it.</summary>
    public required long LogPosition { get; init; }

    /// <summary>The catalogue's position.</summary>
    public required long CatalogPosition { get; init; }

    /// <summary>The parts, in their order.</summary>
    public required IReadOnlyList<BackupPart> Parts { get; init; }

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    internal static BackupManifest Parse(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize<BackupManifest>(bytes, Json) ?? throw new JsonException("It is null.");
}
