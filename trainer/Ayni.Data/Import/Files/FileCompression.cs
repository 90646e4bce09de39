namespace Ayni.Data.Import.Files;

/// <summary>What a file is packed with.</summary>
public enum FileCompression
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Gzip.</summary>
    Gzip,

    /// <summary>Zstandard.</summary>
    Zstd,
}
