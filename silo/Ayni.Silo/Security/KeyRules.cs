using Ayni.Domain;
using Ayni.Domain.Access;
using Ayni.Domain.Errors;

namespace Ayni.Silo.Security;

/// <summary>What a key may be.</summary>
public static class KeyRules
{
    /// <summary>What a key may allow that stands in pages.</summary>
    public const AccessScopes OfPublic = AccessScopes.Events | AccessScopes.Recommend;

    /// <summary>Checks that a public key has no scope but those of browsers.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: it has.</exception>
    public static void CheckScopes(AccessScopes scopes, bool isPublic, string field)
    {
        if (isPublic && (scopes & ~OfPublic) != 0)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"{field}: a public key cannot have {AccessScopeNames.TextOf(scopes & ~OfPublic)}; everybody reads it "
                + $"in the page. Give it {AccessScopeNames.TextOf(OfPublic)}, or make one that is not public.");
        }
    }

    /// <summary>Checks a name.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: it is none.</exception>
    public static void CheckName(string name, string field)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > AccessKey.MaxNameLength || !StorableText.IsStorable(name)
            || name.Any(char.IsControl) || string.IsNullOrWhiteSpace(name))
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"{field} has {name.Length} characters or odd ones. Give a name of 1 to {AccessKey.MaxNameLength} "
                + "characters, none of them a control character, such as storefront.");
        }
    }

    /// <summary>Checks when a key expires.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: it would never be honoured.</exception>
    public static void CheckExpiry(DateTimeOffset? expiresAt, DateTimeOffset now, string field)
    {
        if (expiresAt <= now)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"{field} is {expiresAt:O}, which is over. Give a time to come, or leave it out for a key that stays.");
        }
    }
}
