namespace Ayni.Domain.Imports;

/// <summary>Where rows of the log or the catalogue came from: one file, imported once.</summary>
public sealed record ImportRecord
{
    /// <summary>What it brought in.</summary>
    public required ImportTarget Target { get; init; }

    /// <summary>Name of the file without its folder, which may name a person or a machine.</summary>
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file's bytes as they were read, compressed or not; 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>Name of the mapping it was read with.</summary>
    public required string Mapping { get; init; }

    /// <summary>SHA-256 of that mapping written as JSON; 64 hexadecimal digits.</summary>
    public required string MappingSha256 { get; init; }

    /// <summary>
    /// First position the import may have written: in the log or in the catalogue, as <see cref="Target"/> says.
    /// Others may have written between it and the last.
    /// </summary>
    public required long FirstPosition { get; init; }

    /// <summary>Last such position; before the first where the file brought nothing new.</summary>
    public required long LastPosition { get; init; }

    /// <summary>Rows read, of all files of its kind that were imported with it.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Rows kept of those read, what the log held already among them.</summary>
    public required long RowsKept { get; init; }

    /// <summary>When it ended; to the millisecond, UTC.</summary>
    public required DateTimeOffset ImportedAt { get; init; }
}
