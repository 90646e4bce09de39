using Ayni.Domain.Access;
using Ayni.Domain.Errors;

namespace Ayni.Silo.Security;

/// <summary>Makes keys, takes them back, and puts one in another's place.</summary>
public sealed class KeyAdministration(IAccessKeys store, TimeProvider time)
{
    /// <summary>Most keys at once.</summary>
    public const int MaxLive = 1_000;

    /// <summary>Longest time that a key and the one in its place are both honoured.</summary>
    public static readonly TimeSpan MaxOverlap = TimeSpan.FromDays(90);

    /// <summary>Makes a key.</summary>
    /// <exception cref="AyniException"><c>invalid</c>; <c>conflict</c>: the name is taken, or there are too many.
    /// </exception>
    public async Task<IssuedKey> AddAsync(
        string name,
        AccessScopes scopes,
        bool isPublic,
        DateTimeOffset? expiresAt,
        CancellationToken cancellationToken = default)
    {
        var now = Now();
        KeyRules.CheckName(name, "name");
        KeyRules.CheckScopes(scopes, isPublic, "scopes");
        KeyRules.CheckExpiry(expiresAt, now, "expires_at");
        var issued = Issue(name, scopes, isPublic, expiresAt, now);
        await store.AddAsync(issued.Key, ofNewName: true, MaxLive, cancellationToken);
        return issued;
    }

    /// <summary>All keys, those that are over included.</summary>
    public Task<IReadOnlyList<AccessKey>> ListAsync(CancellationToken cancellationToken = default) =>
        store.ReadAsync(cancellationToken);

    /// <summary>Takes back the key with an id, or all live ones of a name.</summary>
    /// <returns>The keys taken back.</returns>
    /// <exception cref="AyniException"><c>not_found</c>.</exception>
    public async Task<IReadOnlyList<AccessKey>> RevokeAsync(
        string idOrName, CancellationToken cancellationToken = default)
    {
        var now = Now();
        var found = await FindAsync(idOrName, now, cancellationToken);
        foreach (var key in found)
            await store.RevokeAsync(key.Id, now, cancellationToken);
        return [.. found.Select(key => key with { RevokedAt = key.RevokedAt ?? now })];
    }

    /// <summary>
    /// Makes a key in the place of another one, of the same name, scopes and length of life; the other one is honoured
    /// for a while yet.
    /// </summary>
    /// <param name="idOrName">The other one; of a name, the newest live one.</param>
    /// <param name="overlap">How long both are honoured; zero revokes the other one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AyniException"><c>not_found</c>; <c>conflict</c>: it is over; <c>invalid</c>.</exception>
    public async Task<IssuedKey> RotateAsync(
        string idOrName, TimeSpan overlap, CancellationToken cancellationToken = default)
    {
        if (overlap < TimeSpan.Zero || overlap > MaxOverlap)
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"overlap is {overlap}; it must be 0 to {MaxOverlap.TotalDays} days.");
        }

        var now = Now();
        var old = (await FindAsync(idOrName, now, cancellationToken))[^1];
        if (!old.IsLive(now))
        {
            throw new AyniException(
                ErrorCodes.Conflict, $"The key {old.Id} ('{old.Name}') is over. Add one instead of rotating it.");
        }

        var issued = Issue(old.Name, old.Scopes, old.IsPublic, now + (old.ExpiresAt - old.CreatedAt), now);
        await store.AddAsync(issued.Key, ofNewName: false, MaxLive, cancellationToken);
        if (overlap == TimeSpan.Zero)
            await store.RevokeAsync(old.Id, now, cancellationToken);
        else
            await store.ExpireAsync(old.Id, now + overlap, cancellationToken);
        return issued;
    }

    // As the store keeps it: what is told of a new key is what is read of it later.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    private static IssuedKey Issue(
        string name, AccessScopes scopes, bool isPublic, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        var (id, text) = KeySecret.Make(isPublic);
        var key = new AccessKey
        {
            Id = id,
            Name = name,
            Hash = [.. KeySecret.Hash(text)],
            Scopes = scopes,
            IsPublic = isPublic,
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        return new IssuedKey(key, text);
    }

    private async Task<IReadOnlyList<AccessKey>> FindAsync(
        string idOrName, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = await store.ReadAsync(cancellationToken);
        if (keys.FirstOrDefault(key => key.Id == idOrName) is { } one)
            return [one];
        AccessKey[] ofName = [.. keys.Where(key => key.Name == idOrName && key.IsLive(now))];
        return ofName.Length > 0
            ? ofName
            : throw new AyniException(
                ErrorCodes.NotFound,
                $"There is no key with the id or name '{idOrName}'. Keys are listed by 'keys list' and GET /v1/keys.");
    }
}
