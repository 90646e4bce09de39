namespace Ayni.Data.Mart.Files;

/// <summary>A file of a mart as the manifest lists it.</summary>
/// <param name="Path">Path below the mart's folder, with "/" between its parts.</param>
/// <param name="Sha256">SHA-256 of its bytes, 64 hexadecimal digits.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Its size.</param>
public sealed record MartFile(string Path, string Sha256, long Rows, long Bytes)
{
    /// <summary>Name of its table: the first folder of the path.</summary>
    public string Table() => Path[..Path.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>Its folder, with "/" between the parts.</summary>
    public string Folder() => Path[..Path.LastIndexOf('/')];
}
