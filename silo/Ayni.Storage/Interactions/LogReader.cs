using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Ayni.Domain.Interactions;
using Ayni.Storage.Consents;

namespace Ayni.Storage.Interactions;

/// <summary>Reads the log of either database: all of it, or what shoppers did who allow a purpose.</summary>
/// <param name="database">The database.</param>
/// <param name="scope">Whose interactions are seen; null: everybody's.</param>
internal partial class LogReader(IStorageDatabase database, ConsentScope? scope = null) : IReadableLog
{
    /// <summary>Rows that a streaming read fetches before it hands them out.</summary>
    public const int StreamBatchRows = 4096;

    private const string Select = $"SELECT {InteractionRows.ReadColumns} FROM interactions";

    public async Task<long> GetHeadAsync(CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var head = await connection.ScalarAsync("SELECT position FROM log_head").ConfigureAwait(false);
            return Convert.ToInt64(head, CultureInfo.InvariantCulture);
        }
    }

    public Task<IReadOnlyList<LoggedInteraction>> ReadAsync(
        long afterPosition, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterPosition);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ListAsync(
            $"position > @after AND {ConsentRows.AreNot}",
            "position",
            cancellationToken,
            ("after", afterPosition),
            ("limit", limit));
    }

    public Task<IReadOnlyList<LoggedInteraction>> ReadNewestByUserAsync(
        string userId, int count, long afterPosition = 0, CancellationToken cancellationToken = default) =>
        ReadNewestAsync("user_id", userId, count, afterPosition, cancellationToken);

    public Task<IReadOnlyList<LoggedInteraction>> ReadNewestByProductAsync(
        string productId, int count, long afterPosition = 0, CancellationToken cancellationToken = default) =>
        ReadNewestAsync("product_id", productId, count, afterPosition, cancellationToken);

    public async IAsyncEnumerable<LoggedInteraction> ReadByUserAsOfAsync(
        long asOfPosition, int newestPerUser, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(asOfPosition);
        ArgumentOutOfRangeException.ThrowIfLessThan(newestPerUser, 1);
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        // One statement is one snapshot in both databases, so appends and erasures during the read are not seen.
        var allowed = await AllowedAsync(connection).ConfigureAwait(false);
        var command = connection.UnhurriedCommand(
            $"{Select} WHERE product_id IS NOT NULL AND position <= @as_of{allowed.Sql} ORDER BY user_id, position",
            [("as_of", asOfPosition), .. allowed.Parameters]);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var newest = new NewestPerUser(newestPerUser);
        var interactions = InteractionReader.Of(reader);
        while (true)
        {
            var batch = await FetchAsync(reader, interactions, newest, cancellationToken).ConfigureAwait(false);
            if (batch.Count == 0)
                yield break;
            foreach (var row in batch)
                yield return row;
        }
    }

    private async Task<IReadOnlyList<LoggedInteraction>> ReadNewestAsync(
        string column, string id, int count, long afterPosition, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(afterPosition);
        var newestFirst = await ListAsync(
            $"{column} = @id AND position > @after AND {ConsentRows.AreNot}",
            "position DESC",
            cancellationToken,
            ("id", id),
            ("after", afterPosition),
            ("limit", count)).ConfigureAwait(false);
        return [.. newestFirst.Reverse()];
    }

    /// <summary>Rows that a condition holds for, in an order, as many as the parameter <c>limit</c>.</summary>
    protected async Task<IReadOnlyList<LoggedInteraction>> ListAsync(
        string condition,
        string order,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var allowed = await AllowedAsync(connection).ConfigureAwait(false);
        var command = connection.Command(
            $"{Select} WHERE {condition}{allowed.Sql} ORDER BY {order} LIMIT @limit",
            [.. parameters, .. allowed.Parameters]);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var interactions = InteractionReader.Of(reader);
        var rows = new List<LoggedInteraction>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(interactions.Read());
        return rows;
    }

    // What is added to a condition, and its parameters.
    private async ValueTask<(string Sql, (string Name, object? Value)[] Parameters)> AllowedAsync(
        DbConnection connection) =>
        scope is not null && await scope.RefusedAsync(connection).ConfigureAwait(false) is { } refused
            ? ($" AND NOT ({refused})", scope.Parameters)
            : ("", []);

    // Runs on the thread pool even where the reader is synchronous (SQLite): the consumer may be a grain.
    private static async Task<List<LoggedInteraction>> FetchAsync(
        DbDataReader reader,
        IInteractionReader interactions,
        NewestPerUser newest,
        CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var batch = new List<LoggedInteraction>(StreamBatchRows);
        while (batch.Count < StreamBatchRows)
        {
            if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                newest.Add(interactions.Read(), batch);
                continue;
            }

            newest.Flush(batch);
            break;
        }

        return batch;
    }
}
