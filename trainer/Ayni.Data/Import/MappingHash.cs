using System.Security.Cryptography;

namespace Ayni.Data.Import;

/// <summary>What tells one content of a mapping from another, whatever its name.</summary>
public static class MappingHash
{
    /// <summary>SHA-256 of a shipped mapping's or a mapping file's bytes, 64 hexadecimal digits.</summary>
    /// <param name="nameOrPath">As <see cref="ImportMapping.Load"/> takes it.</param>
    public static string Of(string nameOrPath)
    {
        using var stream = ImportMapping.Shipped.Contains(nameOrPath, StringComparer.Ordinal)
            ? typeof(MappingHash).Assembly.GetManifestResourceStream($"Ayni.Data.Mappings.{nameOrPath}.json")!
            : File.OpenRead(nameOrPath);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
