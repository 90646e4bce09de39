namespace Ayni.Storage.Backups;

/// <summary>One part of an archive: rows, a line each, or the bytes of one file.</summary>
public sealed record BackupPart
{
    /// <summary>Its name in the archive.</summary>
    public required string Name { get; init; }

    /// <summary>What the values of a row are, in their order; empty for a file.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Number of rows; 0 for a file.</summary>
    public long Rows { get; init; }

    /// <summary>Bytes, unpacked.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the bytes, unpacked, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
}
