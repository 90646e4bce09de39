using System.Data.Common;
using System.Globalization;
using Ayni.Domain.Consents;
using Ayni.Domain.Interactions;
using Ayni.Storage.Erasures;
using Ayni.Storage.Interactions;

namespace Ayni.Storage.Consents;

/// <summary>Consents in either database.</summary>
internal sealed class ConsentStore(IStorageDatabase database, TimeProvider time) : IConsents
{
    public async Task<ShopperConsents> GetAsync(string userId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        return await GetAsync(connection, userId, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ShopperConsents> PutAsync(
        string userId, ConsentChoice choice, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentNullException.ThrowIfNull(choice);
        return await database.WriteAsync(connection => PutAsync(connection, userId, choice), cancellationToken)
            .ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<ConsentEvent>> ReadHistoryAsync(
        string userId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var newestFirst = await ConsentRows.ReadAsync(connection, userId, newestOnly: false, cancellationToken)
            .ConfigureAwait(false);
        return [.. newestFirst.Reverse()];
    }

    public async Task<IReadOnlySet<string>> FindRefusingAsync(
        Purpose purpose, IReadOnlyCollection<string> userIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(userIds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(userIds.Count, IConsents.MaxShoppers);
        if (userIds.Count == 0)
            return new HashSet<string>(StringComparer.Ordinal);
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var byDefault = (await DefaultRows.ReadNewestAsync(connection).ConfigureAwait(false)).Allows(purpose);
        var others = await FindOthersAsync(connection, purpose, byDefault, userIds, cancellationToken)
            .ConfigureAwait(false);
        return byDefault
            ? others
            : userIds.Where(userId => !others.Contains(userId)).ToHashSet(StringComparer.Ordinal);
    }

    public IReadableLog LogOf(Purpose purpose, long? asOfPosition = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(asOfPosition ?? 0, nameof(asOfPosition));
        return new LogReader(database, new ConsentScope(purpose, asOfPosition));
    }

    public async Task<ConsentDefaults> GetDefaultsAsync(CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        return await DefaultRows.ReadNewestAsync(connection).ConfigureAwait(false);
    }

    public Task PutDefaultsAsync(ConsentDefaults defaults, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(defaults);
        return database.WriteAsync(
            async connection =>
            {
                await LogErasure.LockAsync(connection).ConfigureAwait(false);
                var before = await DefaultRows.ReadNewestAsync(connection).ConfigureAwait(false);
                if (before == defaults)
                    return false;
                await DefaultRows.InsertAsync(connection, defaults, time.GetUtcNow()).ConfigureAwait(false);

                // Folders made of the log may hold whoever said nothing: all of them are looked through.
                if (before.Analytics && !defaults.Analytics)
                    await LogErasure.NumberAsync(connection, ErasureReason.Consent, 0).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    private static async Task<ShopperConsents> GetAsync(
        DbConnection connection, string userId, CancellationToken cancellationToken)
    {
        var consents = ShopperConsents.Of(await DefaultRows.ReadNewestAsync(connection).ConfigureAwait(false));
        var said = await ConsentRows.ReadAsync(connection, userId, newestOnly: true, cancellationToken)
            .ConfigureAwait(false);
        return said.Aggregate(consents, With);
    }

    private async Task<ShopperConsents> PutAsync(DbConnection connection, string userId, ConsentChoice choice)
    {
        // As an append does: no reader sees a position before those ahead of it.
        await LogErasure.LockAsync(connection).ConfigureAwait(false);
        var consents = await GetAsync(connection, userId, CancellationToken.None).ConfigureAwait(false);
        Purpose[] changed =
            [.. PurposeNames.All.Where(p => choice.Of(p) is { } wanted && consents.Said.Of(p) != wanted)];
        if (changed.Length == 0)
            return consents;
        var saidAt = await DateAsync(connection, userId).ConfigureAwait(false);
        var head = await NumberAsync(connection, "SELECT position FROM log_head").ConfigureAwait(false);
        foreach (var purpose in changed)
        {
            var said = new ConsentEvent(purpose, choice.Of(purpose)!.Value, saidAt, ++head);
            await ConsentRows.InsertAsync(connection, userId, said).ConfigureAwait(false);
            if (said is { Purpose: Purpose.Analytics, IsAllowed: false })
                await AskCopiesAsync(connection, userId).ConfigureAwait(false);
            consents = With(consents, said);
        }

        await connection.ExecuteAsync("UPDATE log_head SET position = @head", ("head", head)).ConfigureAwait(false);
        await database.AnnounceAsync(connection).ConfigureAwait(false);
        return consents;
    }

    // After an erasure it is a new shopper's word, which neither a late event's rule nor a replay takes out.
    private async Task<DateTimeOffset> DateAsync(DbConnection connection, string userId)
    {
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (await NumberAsync(connection, TombstoneLookup.AnySql).ConfigureAwait(false) == 1
            && (await TombstoneLookup.FindAsync(connection, [userId]).ConfigureAwait(false))
                .TryGetValue(userId, out var tombstone))
            nowMs = Math.Max(nowMs, tombstone.ErasedAtMs + 1);
        return DateTimeOffset.FromUnixTimeMilliseconds(nowMs);
    }

    // Folders made of the log forget the shopper as if they were erased.
    private static async Task AskCopiesAsync(DbConnection connection, string userId)
    {
        var first = await connection.ScalarAsync(
            $"SELECT min(position) FROM interactions WHERE user_id = @user AND {ConsentRows.AreNot}",
            ("user", userId)).ConfigureAwait(false);
        if (first is not (null or DBNull))
        {
            await LogErasure.NumberAsync(
                connection, ErasureReason.Consent, Convert.ToInt64(first, CultureInfo.InvariantCulture))
                .ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlySet<string>> FindOthersAsync(
        DbConnection connection, Purpose purpose, bool byDefault, IReadOnlyCollection<string> userIds,
        CancellationToken cancellationToken)
    {
        var parameters = userIds.Select((user, index) => (Name: $"u{index}", Value: (object?)user)).ToArray();
        var command = connection.Command(
            "SELECT said.user_id FROM interactions said WHERE said.type = 200 AND said.custom_type = @purpose "
            + $"AND said.score = {(byDefault ? 0 : 1)} "
            + $"AND said.user_id IN ({string.Join(", ", parameters.Select(parameter => $"@{parameter.Name}"))}) "
            + "AND NOT EXISTS (SELECT 1 FROM interactions later WHERE later.user_id = said.user_id "
            + "AND later.type = 200 AND later.custom_type = @purpose AND later.position > said.position)",
            [("purpose", PurposeNames.Of(purpose)), .. parameters]);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var found = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            found.Add(reader.GetString(0));
        return found;
    }

    private static ShopperConsents With(ShopperConsents consents, ConsentEvent said) =>
        consents.With(said.Purpose, new Consent(said.IsAllowed, said.SaidAt, said.Position));

    private static async Task<long> NumberAsync(DbConnection connection, string sql) => Convert.ToInt64(
        await connection.ScalarAsync(sql).ConfigureAwait(false), CultureInfo.InvariantCulture);
}
