using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Ayni.Domain.Erasures;
using Ayni.Domain.Interactions;
using Ayni.Storage.Consents;
using Ayni.Storage.Interactions;

namespace Ayni.Storage.Erasures;

/// <summary>Erases shoppers in either database.</summary>
internal sealed class ErasureStore(
    IStorageDatabase database, string eventHashSql, TimeProvider time) : IErasures
{
    private const string Theirs = "user_id = @user";

    // Events may be dated a day ahead; a mistaken date beyond must not shut the shopper out for years.
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);

    public async Task<Erasure> EraseAsync(string userId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        var erased = await database.WriteAsync(connection => EraseAsync(connection, userId), cancellationToken)
            .ConfigureAwait(false);
        await database.ForgetDeletedAsync(CancellationToken.None).ConfigureAwait(false);
        return erased;
    }

    public async Task<ErasureCertificate?> FindAsync(
        string certificateId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(certificateId);
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        return await Certificates.FindAsync(connection, certificateId).ConfigureAwait(false);
    }

    public async Task<long> GetNewestAsync(CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        return await NumberAsync(connection, "SELECT coalesce(max(number), 0) FROM erasures").ConfigureAwait(false);
    }

    public async Task<ErasedSince> CountSinceAsync(
        long erasure, long asOfPosition, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(erasure);
        ArgumentOutOfRangeException.ThrowIfNegative(asOfPosition);
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        (string, object?)[] stretch =
            [("erasure", erasure), ("as_of", asOfPosition), ("shopper", (int)ErasureReason.Shopper)];
        const string since = "number > @erasure AND lowest_position <= @as_of AND reason = @shopper";
        var shoppers = await NumberAsync(connection, $"SELECT count(*) FROM erasures WHERE {since}", stretch)
            .ConfigureAwait(false);
        return shoppers == 0 ? new ErasedSince(0, 0) : new ErasedSince(shoppers, await NumberAsync(
            connection,
            "SELECT count(*) FROM erased_events WHERE position <= @as_of "
            + $"AND erasure IN (SELECT number FROM erasures WHERE {since})",
            stretch).ConfigureAwait(false));
    }

    private static async Task<long> NumberAsync(
        DbConnection connection, string sql, params (string Name, object? Value)[] parameters) => Convert.ToInt64(
            await connection.ScalarAsync(sql, parameters).ConfigureAwait(false), CultureInfo.InvariantCulture);

    private async Task<Erasure> EraseAsync(DbConnection connection, string userId)
    {
        await LogErasure.LockAsync(connection).ConfigureAwait(false);
        var (counts, newestMs) = await CountAsync(connection, userId).ConfigureAwait(false);
        var products = await ReadProductsAsync(connection, userId).ConfigureAwait(false);
        await LogErasure.DeleteAsync(
            connection, eventHashSql, ErasureReason.Shopper, Theirs, [("user", userId)]).ConfigureAwait(false);
        counts[ErasureCertificate.Profile] = await UserStates.DeleteAsync(connection, userId).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var erasedAtMs = Math.Max(
            now.ToUnixTimeMilliseconds(), Math.Min(newestMs, (now + MostAhead).ToUnixTimeMilliseconds()));
        var position = await NumberAsync(connection, "SELECT position FROM log_head").ConfigureAwait(false);
        var keys = await TombstoneKeys.ReadAsync(connection).ConfigureAwait(false);
        await TombstoneRows.PutAsync(
            connection, new Tombstone(keys.Hash(userId), erasedAtMs, position), isReplayed: true)
            .ConfigureAwait(false);
        var certificate = await Certificates.IssueAsync(
            connection,
            keys,
            DateTimeOffset.FromUnixTimeMilliseconds(erasedAtMs),
            position,
            counts.ToImmutable()).ConfigureAwait(false);
        return new Erasure(certificate, products);
    }

    private static async Task<(ImmutableSortedDictionary<string, long>.Builder Counts, long NewestMs)> CountAsync(
        DbConnection connection, string userId)
    {
        var command = connection.UnhurriedCommand(
            $"SELECT count(CASE WHEN {ConsentRows.AreNot} THEN 1 END), count(review_text), "
            + "count(CASE WHEN type = @search THEN 1 END), coalesce(max(timestamp_ms), 0), "
            + $"count(CASE WHEN {ConsentRows.Are} THEN 1 END) FROM interactions WHERE {Theirs}",
            ("user", userId),
            ("search", (int)InteractionType.Search));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        await reader.ReadAsync().ConfigureAwait(false);
        var counts = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        counts[ErasureCertificate.Interactions] = reader.GetInt64(0);
        counts[ErasureCertificate.Reviews] = reader.GetInt64(1);
        counts[ErasureCertificate.Searches] = reader.GetInt64(2);
        counts[ErasureCertificate.Consents] = reader.GetInt64(4);
        return (counts, reader.GetInt64(3));
    }

    private static async Task<ImmutableArray<string>?> ReadProductsAsync(DbConnection connection, string userId)
    {
        var command = connection.UnhurriedCommand(
            $"SELECT DISTINCT product_id FROM interactions WHERE {Theirs} AND product_id IS NOT NULL "
            + "ORDER BY product_id LIMIT @limit",
            ("user", userId),
            ("limit", Erasure.MaxProducts + 1));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var products = ImmutableArray.CreateBuilder<string>();
        while (await reader.ReadAsync().ConfigureAwait(false))
            products.Add(reader.GetString(0));
        return products.Count > Erasure.MaxProducts ? null : products.ToImmutable();
    }
}
