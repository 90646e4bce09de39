using Ayni.Data.Import.Files;

namespace Ayni.Data.Import.Sniffing;

/// <summary>What was found of a file.</summary>
/// <param name="File">Path.</param>
/// <param name="Role">What it is.</param>
/// <param name="Format">Layout.</param>
/// <param name="Compression">What it is packed with.</param>
/// <param name="Encoding">Encoding of its texts, and why; null of a file without.</param>
/// <param name="Delimiter">Name of its field separator; null of a file without.</param>
/// <param name="Quote">What encloses fields; null for nothing, or of a file without.</param>
/// <param name="HasHeader">Whether its first row holds names; null of a file whose columns have their own.</param>
/// <param name="Rows">Rows looked at.</param>
/// <param name="IsWhole">Whether these are all.</param>
/// <param name="Columns">Its columns.</param>
public sealed record FileLook(
    string File,
    FileRole Role,
    ImportFormat Format,
    FileCompression Compression,
    string? Encoding,
    string? Delimiter,
    char? Quote,
    bool? HasHeader,
    int Rows,
    bool IsWhole,
    IReadOnlyList<ColumnLook> Columns);
