using System.Security.Cryptography;
using System.Text;
using Ayni.Domain.Models;

namespace Ayni.Features.Versions;

/// <summary>
/// Something that a shop fitted, in the model store: a file a version, and a key that names the one in force.
/// </summary>
/// <param name="name">Its name in keys, such as <c>keywords</c>.</param>
/// <param name="extension">Of its files, such as <c>.json</c>.</param>
/// <param name="words">What it is called, such as "Keyword counts".</param>
/// <param name="verb">Command that stores it anew.</param>
internal sealed class VersionedFile(string name, string extension, string words, string verb)
{
    private const int VersionLength = 12;

    private string CurrentKey => $"features/{name}/current";

    /// <summary>Version of a file: hash of its bytes, 12 hexadecimal digits.</summary>
    public static string VersionOf(byte[] bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes))[..VersionLength];

    /// <summary>Puts a file in force; those before stay readable.</summary>
    public async Task WriteAsync(
        IModelStore store, string version, byte[] bytes, CancellationToken cancellationToken)
    {
        await store.WriteAsync(KeyOf(version), bytes, cancellationToken);
        await store.WriteAsync(CurrentKey, Encoding.UTF8.GetBytes(version), cancellationToken);
    }

    /// <summary>What is in force: what was read before where it is that, else as read now; null: nothing is.</summary>
    /// <exception cref="InvalidDataException">The file in force is gone.</exception>
    public async Task<T?> ReadAsync<T>(
        IModelStore store,
        T? known,
        Func<T, string> versionOf,
        Func<string, byte[], T> parse,
        CancellationToken cancellationToken)
        where T : class
    {
        if (await store.ReadAsync(CurrentKey, cancellationToken) is not { } current)
            return null;
        var version = Encoding.UTF8.GetString(current);
        if (known is not null && versionOf(known) == version)
            return known;
        var bytes = await store.ReadAsync(KeyOf(version), cancellationToken) ?? throw new InvalidDataException(
            $"{words} {version} are in force but not in the model store: store them anew by {verb} --apply.");
        return parse(version, bytes);
    }

    private string KeyOf(string version) => $"features/{name}/{version}{extension}";
}
