using System.Security.Cryptography;

namespace Ayni.Silo.Security;

/// <summary>The one key of setting <c>Ayni:ApiKey</c>, if any: it has every scope.</summary>
public sealed class ApiKey
{
    /// <summary>Name of the setting.</summary>
    public const string Setting = "Ayni:ApiKey";

    private const int MinLength = 16;

    private readonly byte[]? _hash;

    /// <exception cref="ArgumentException">The key is too short to be one.</exception>
    public ApiKey(string? key)
    {
        if (string.IsNullOrEmpty(key))
            return;
        if (key.Length < MinLength || key.Any(char.IsWhiteSpace))
        {
            throw new ArgumentException(
                $"{Setting} has {key.Length} characters; it must have at least {MinLength}, none of them blank. " +
                "Set a longer one, or leave it out.");
        }

        _hash = KeySecret.Hash(key);
    }

    /// <summary>True if the setting is there.</summary>
    public bool IsSet => _hash is not null;

    /// <summary>True if a key with this hash is it. Takes one time, whatever was guessed.</summary>
    public bool Matches(ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(hash, _hash);
}
