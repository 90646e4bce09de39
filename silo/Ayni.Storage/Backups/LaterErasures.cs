using System.Data.Common;
using System.Globalization;

namespace Ayni.Storage.Backups;

/// <summary>
/// Erases from a store that is being restored what was erased elsewhere since its archive was written. What is known
/// of an erased interaction is the SHA-256 of its id; the shopper of one that is found loses the stored profile, too,
/// and a late retry of any is told apart from then on.
/// </summary>
internal static class LaterErasures
{
    private const string Later = "later_erasures";

    /// <summary>Erases, in one transaction.</summary>
    /// <returns>Interactions that were found, and shoppers they were of.</returns>
    public static async Task<(long Interactions, long Shoppers)> ApplyAsync(
        RestoreTarget target, IAsyncEnumerable<object?[]> erased, CancellationToken cancellationToken)
    {
        var connection = target.Connection;
        await connection.ExecuteAsync(
            $"CREATE TEMP TABLE {Later} AS "
            + $"SELECT event_hash, position FROM {ErasureRows.Events.Name} WHERE position < 0").ConfigureAwait(false);
        await target.FillAsync(ErasureRows.Events with { Name = Later }, erased, cancellationToken)
            .ConfigureAwait(false);
        await connection.ExecuteAsync($"CREATE INDEX {Later}_by_hash ON {Later} (event_hash)").ConfigureAwait(false);
        var found = await FindAsync(target, cancellationToken).ConfigureAwait(false);
        var interactions = 0L;
        await target.InTransactionAsync(async () =>
        {
            foreach (var shopper in found)
                interactions += await EraseAsync(target, shopper).ConfigureAwait(false);
            await KeepHashesAsync(connection).ConfigureAwait(false);
        }).ConfigureAwait(false);
        await connection.ExecuteAsync($"DROP TABLE {Later}").ConfigureAwait(false);
        return (interactions, found.Count);
    }

    private static string IsLater(RestoreTarget target) =>
        $"{string.Format(CultureInfo.InvariantCulture, target.HashSql, "event_id")} "
        + $"IN (SELECT event_hash FROM {Later})";

    private static async Task<List<string>> FindAsync(RestoreTarget target, CancellationToken cancellationToken)
    {
        var command = target.Connection.UnhurriedCommand(
            $"SELECT DISTINCT user_id FROM interactions WHERE {IsLater(target)} ORDER BY user_id");
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var shoppers = new List<string>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            shoppers.Add(reader.GetString(0));
        return shoppers;
    }

    private static async Task<long> EraseAsync(RestoreTarget target, string shopper)
    {
        var theirs = $"FROM interactions WHERE user_id = @user AND {IsLater(target)}";
        var hash = string.Format(CultureInfo.InvariantCulture, target.HashSql, "event_id");
        await target.Connection.ExecuteAsync(
            $"INSERT INTO {ErasureRows.Events.Name} (event_hash, position) SELECT {hash}, position {theirs}",
            ("user", shopper)).ConfigureAwait(false);
        // Numbered as an erasure here, so that folders made of the log are purged of it.
        await target.Connection.ExecuteAsync(
            "INSERT INTO erasures (number, lowest_position) "
            + $"SELECT (SELECT coalesce(max(number), 0) + 1 FROM erasures), min(position) {theirs}",
            ("user", shopper)).ConfigureAwait(false);
        var deleted = await target.Connection.ExecuteAsync($"DELETE {theirs}", ("user", shopper)).ConfigureAwait(false);
        await target.RemoveStatesAsync(GrainId.Create(StoredGrains.User, shopper)).ConfigureAwait(false);
        return deleted;
    }

    // Positions after the archive's head are of interactions it does not have: the head moves past them, so that no
    // other interaction is given one.
    private static async Task KeepHashesAsync(DbConnection connection)
    {
        await connection.ExecuteAsync(
            $"INSERT INTO {ErasureRows.Events.Name} (event_hash, position) SELECT event_hash, position FROM {Later} "
            + "WHERE true ON CONFLICT DO NOTHING").ConfigureAwait(false);
        await connection.ExecuteAsync(
            $"UPDATE log_head SET position = (SELECT max(position) FROM {Later}) "
            + $"WHERE position < (SELECT max(position) FROM {Later})").ConfigureAwait(false);
    }
}
