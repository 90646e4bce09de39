using System.Security.Cryptography;
using System.Text;

namespace Ayni.Data.Mart.Files;

/// <summary>Hashes and lists the files of a mart.</summary>
internal static class MartFiles
{
    /// <summary>Name of the manifest, in the mart's folder.</summary>
    public const string ManifestName = "manifest.json";

    /// <summary>A file with its hash and size.</summary>
    public static async Task<MartFile> DescribeAsync(
        string root, string path, long rows, CancellationToken cancellationToken)
    {
        var digest = await FileDigest.OfAsync(FullPath(root, path), cancellationToken);
        return new MartFile(path, digest.Sha256, rows, digest.Bytes);
    }

    /// <summary>The mart's one hash: SHA-256 of "hash, two blanks, path, new line" of each file by path.</summary>
    public static string ContentHash(IEnumerable<MartFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Sha256}  {file.Path}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string FullPath(string root, string path) => Path.Combine([root, .. path.Split('/')]);
}
