using System.Globalization;
using Ayni.Domain;
using Ayni.Domain.Access;
using Ayni.Domain.Errors;

namespace Ayni.Silo.Security;

/// <summary>A key of the settings: <c>Ayni:Keys:NAME:Secret</c> or <c>…:Sha256</c>, <c>…:Scopes</c>…</summary>
internal static class ConfiguredKey
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Ayni:Keys";

    private const int MinLength = 32;
    private const int HashDigits = 64;

    private static readonly string[] Names = ["Secret", "Sha256", "Scopes", "Public", "ExpiresAt"];

    /// <summary>All that are set; their ids are their names.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: one is not as it must be.</exception>
    public static IReadOnlyList<AccessKey> ReadAll(IConfiguration configuration) =>
        [.. configuration.GetSection(Section).GetChildren().Select(Read)];

    private static AccessKey Read(IConfigurationSection section)
    {
        if (section.GetChildren().FirstOrDefault(child => !Names.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            is { } unknown)
            throw Invalid(unknown.Path, "is no setting of a key", Nearest.Remedy(unknown.Key, Names));
        var isPublic = Flag(section, "Public");
        var scopes = AccessScopeNames.Parse(section["Scopes"], $"{section.Path}:Scopes");
        KeyRules.CheckScopes(scopes, isPublic, $"{section.Path}:Scopes");
        return new AccessKey
        {
            Id = section.Key,
            Name = section.Key,
            Hash = [.. HashOf(section)],
            Scopes = scopes,
            IsPublic = isPublic,
            CreatedAt = DateTimeOffset.UnixEpoch,
            ExpiresAt = ExpiryOf(section),
        };
    }

    // A person may have thought it up, so it is asked to be long; keys that Ayni makes are longer.
    private static byte[] HashOf(IConfigurationSection section)
    {
        var (secret, hash) = (section["Secret"], section["Sha256"]);
        if (string.IsNullOrEmpty(secret) == string.IsNullOrEmpty(hash))
        {
            throw Invalid(
                section.Path, "has not exactly one of Secret and Sha256",
                "Set the key itself, or the SHA-256 of it in hexadecimal digits.");
        }

        if (!string.IsNullOrEmpty(secret))
        {
            return secret.Length >= MinLength && !secret.Any(char.IsWhiteSpace)
                ? KeySecret.Hash(secret)
                : throw Invalid(
                    $"{section.Path}:Secret", $"has {secret.Length} characters",
                    $"Set at least {MinLength}, none of them blank, such as of: openssl rand -hex 32.");
        }

        return hash!.Length == HashDigits && hash.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(hash)
            : throw Invalid(
                $"{section.Path}:Sha256", $"is not {HashDigits} hexadecimal digits",
                "Set what this prints: printf %s KEY | sha256sum.");
    }

    private static bool Flag(IConfigurationSection section, string name) => section[name] switch
    {
        null or "" => false,
        var text when bool.TryParse(text, out var value) => value,
        var text => throw Invalid($"{section.Path}:{name}", $"is '{text}'", "Set true or false, or leave it out."),
    };

    private static DateTimeOffset? ExpiryOf(IConfigurationSection section) => section["ExpiresAt"] switch
    {
        null or "" => null,
        var text when DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        var text => throw Invalid(
            $"{section.Path}:ExpiresAt", $"is '{text}'", "Set a time such as 2030-01-31T00:00:00Z, or leave it out."),
    };

    private static AyniException Invalid(string setting, string problem, string remedy) =>
        new(ErrorCodes.Invalid, $"{setting} {problem}. {remedy}");
}
