using System.Security.Cryptography;

namespace Ayni.Data;

/// <summary>What tells that a file is the one that was meant.</summary>
/// <param name="Sha256">SHA-256 of its bytes; 64 hexadecimal digits.</param>
/// <param name="Bytes">Its size.</param>
internal readonly record struct FileDigest(string Sha256, long Bytes)
{
    /// <summary>Reads a file whole.</summary>
    public static async Task<FileDigest> OfAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var hash = await SHA256.HashDataAsync(file, cancellationToken);
        return new FileDigest(Convert.ToHexStringLower(hash), file.Length);
    }
}
