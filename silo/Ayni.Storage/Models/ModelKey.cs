using Ayni.Domain;
using Ayni.Domain.Models;

namespace Ayni.Storage.Models;

/// <summary>Checks keys of <see cref="IModelStore"/> and prefixes of keys.</summary>
internal static class ModelKey
{
    /// <summary>Longest key, in characters.</summary>
    public const int MaxLength = 512;

    private const string Rule =
        "a key is parts of a-z, 0-9, \".\", \"_\" and \"-\", separated by \"/\"; no part is empty, \".\" or \"..\"";

    public static void Check(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length is 0 or > MaxLength)
            throw new ArgumentException($"The key has {key.Length} characters; it must have 1 to {MaxLength}.");
        if (!IsWellFormed(key))
            throw new ArgumentException($"The key \"{StorableText.Escape(key)}\" is malformed: {Rule}.");
    }

    /// <summary>A prefix is the start of a key: it may end in the middle of a part, and may be empty.</summary>
    public static void CheckPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length > 0 && !(prefix.Length <= MaxLength && IsWellFormed(prefix + "x")))
            throw new ArgumentException($"The prefix \"{StorableText.Escape(prefix)}\" starts no key: {Rule}.");
    }

    /// <summary>The keys "a" and "a/b" of the key "a/b/c".</summary>
    public static IEnumerable<string> Ancestors(string key)
    {
        for (var slash = key.IndexOf('/', StringComparison.Ordinal);
            slash >= 0;
            slash = key.IndexOf('/', slash + 1))
            yield return key[..slash];
    }

    public static ArgumentException Nested(string key, string other) => new(
        $"The key \"{key}\" cannot be used beside \"{other}\": one would be a folder of the other.");

    private static bool IsWellFormed(string key) => key.Split('/').All(IsPart);

    private static bool IsPart(string part) =>
        part is not ("" or "." or "..") && part.All(
            unit => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit is '.' or '_' or '-');
}
