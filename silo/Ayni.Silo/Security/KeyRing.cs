using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using Ayni.Domain.Access;

namespace Ayni.Silo.Security;

/// <summary>
/// The keys that are honoured: those of the settings, and those of the store as they were read last, which no request
/// waits for. Thread-safe.
/// </summary>
public sealed class KeyRing : IDisposable
{
    private readonly ApiKey _apiKey;
    private readonly IReadOnlyList<AccessKey> _configured;
    private readonly IAccessKeys _store;
    private readonly AccessOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _reading = new(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _uses = new(StringComparer.Ordinal);
    private volatile Reading? _stored;

    /// <summary>Reads the settings; the store is not touched.</summary>
    /// <exception cref="ArgumentException">A setting is not as it must be.</exception>
    public KeyRing(IConfiguration configuration, IAccessKeys store, AccessOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _apiKey = new ApiKey(configuration[ApiKey.Setting]);
        _configured = ConfiguredKey.ReadAll(configuration);
        _store = store;
        _options = options;
        _time = time;
    }

    /// <summary>
    /// Whether there is any key, or ever was one in the store: where all are revoked or over, nobody gets in.
    /// </summary>
    public bool HasKeys => _apiKey.IsSet || _configured.Count > 0 || _stored is { ById.Count: > 0 };

    /// <summary>Where the keys are from, for the line at the start; empty: there are none.</summary>
    public IReadOnlyList<string> Sources
    {
        get
        {
            var live = _stored?.ById.Values.Count(key => key.IsLive(_time.GetUtcNow())) ?? 0;
            List<string> sources = [];
            if (_apiKey.IsSet)
                sources.Add(ApiKey.Setting);
            if (_configured.Count > 0)
                sources.Add($"{_configured.Count} of {ConfiguredKey.Section}");
            if (_stored is { ById.Count: > 0 })
                sources.Add($"{live} in the store");
            return sources;
        }
    }

    /// <summary>Whose key this is.</summary>
    public AccessCheck Check(string shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        var hash = KeySecret.Hash(shown);
        if (_apiKey.IsSet && _apiKey.Matches(hash))
            return AccessCheck.Of(new AccessGrant($"setting:{ApiKey.Setting}", AccessScopes.Admin));
        if (_configured.FirstOrDefault(key => Matches(key, hash)) is { } configured)
            return Admit(configured, "setting");
        if (KeySecret.IdIn(shown) is not { } id)
            return AccessCheck.Refused(RefusalReasons.Unknown);
        if (_stored is not { } stored || _time.GetElapsedTime(stored.At) > _options.MaxStale)
            return AccessCheck.Refused(RefusalReasons.Stale);
        if (!stored.ById.TryGetValue(id, out var key) || !Matches(key, hash))
            return AccessCheck.Refused(RefusalReasons.Unknown);
        var check = Admit(key, "key");
        if (check.Grant is not null)
            _uses[id] = _time.GetUtcNow();
        return check;
    }

    /// <summary>Reads the store: what was written before the call is honoured when it returns.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var at = _time.GetTimestamp();
            var keys = await _store.ReadAsync(cancellationToken);
            _stored = new Reading(keys.ToFrozenDictionary(key => key.Id, StringComparer.Ordinal), at);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Writes down which keys were shown since the last time.</summary>
    public async Task NoteUsesAsync(CancellationToken cancellationToken)
    {
        var uses = _uses.ToArray();
        await _store.NoteUseAsync(uses, cancellationToken);
        foreach (var use in uses)
            _uses.TryRemove(use);
    }

    /// <inheritdoc />
    public void Dispose() => _reading.Dispose();

    private static bool Matches(AccessKey key, ReadOnlySpan<byte> hash) =>
        CryptographicOperations.FixedTimeEquals(hash, key.Hash.AsSpan());

    private AccessCheck Admit(AccessKey key, string kind)
    {
        if (key.RevokedAt is not null)
            return AccessCheck.Refused(RefusalReasons.Revoked);
        return key.IsLive(_time.GetUtcNow())
            ? AccessCheck.Of(new AccessGrant($"{kind}:{key.Name}", key.Scopes, key.IsPublic))
            : AccessCheck.Refused(RefusalReasons.Expired);
    }

    private sealed record Reading(FrozenDictionary<string, AccessKey> ById, long At);
}
