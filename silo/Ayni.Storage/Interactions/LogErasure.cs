using System.Data.Common;
using System.Globalization;

namespace Ayni.Storage.Interactions;

/// <summary>Takes interactions out of the log, within a transaction of the caller's.</summary>
internal static class LogErasure
{
    /// <summary>
    /// Takes the row lock of an append, so that none slips between two statements. Comes before all others.
    /// </summary>
    public static Task LockAsync(DbConnection connection) =>
        connection.ExecuteAsync("UPDATE log_head SET position = position");

    /// <summary>Numbers an erasure that deletes nothing, for copies of the log to forget something.</summary>
    /// <param name="connection">Holds the lock.</param>
    /// <param name="reason">Why.</param>
    /// <param name="lowestPosition">First position that they may have to forget.</param>
    public static Task NumberAsync(DbConnection connection, ErasureReason reason, long lowestPosition) =>
        connection.ExecuteAsync(
            "INSERT INTO erasures (number, lowest_position, reason) "
            + "SELECT coalesce(max(number), 0) + 1, CAST(@lowest AS bigint), CAST(@reason AS smallint) FROM erasures",
            ("lowest", lowestPosition),
            ("reason", (int)reason));

    /// <summary>Deletes interactions; leaves hashes of their event ids, and an erasure for copies of the log.</summary>
    /// <param name="connection">Holds the lock.</param>
    /// <param name="eventHashSql">SQL for the SHA-256 of <c>event_id</c>.</param>
    /// <param name="reason">Why.</param>
    /// <param name="condition">Which.</param>
    /// <param name="parameters">Of the condition.</param>
    /// <returns>Number deleted.</returns>
    public static async Task<long> DeleteAsync(
        DbConnection connection,
        string eventHashSql,
        ErasureReason reason,
        string condition,
        (string Name, object? Value)[] parameters)
    {
        var number = Convert.ToInt64(
            await connection.ScalarAsync("SELECT coalesce(max(number), 0) + 1 FROM erasures").ConfigureAwait(false),
            CultureInfo.InvariantCulture);
        await connection.ExecuteAsync(
            "INSERT INTO erased_events (event_hash, position, erasure) "
            + $"SELECT {eventHashSql}, position, CAST(@number AS bigint) FROM interactions WHERE {condition}",
            [.. parameters, ("number", number)]).ConfigureAwait(false);
        await connection.ExecuteAsync(
            "INSERT INTO erasures (number, lowest_position, reason) "
            + "SELECT CAST(@number AS bigint), min(position), CAST(@reason AS smallint) "
            + $"FROM interactions WHERE {condition} HAVING count(*) > 0",
            [.. parameters, ("number", number), ("reason", (int)reason)]).ConfigureAwait(false);
        return await connection.ExecuteAsync($"DELETE FROM interactions WHERE {condition}", parameters)
            .ConfigureAwait(false);
    }
}
