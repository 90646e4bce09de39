using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Ayni.Domain.Interactions;

namespace Ayni.Storage.Interactions;

internal sealed partial class InteractionLog
{
    /// <summary>Rows that a streaming read fetches before it hands them out.</summary>
    public const int StreamBatchRows = 4096;

    /// <summary>Rows that a reading by pages fetches at once.</summary>
    private const int PageRows = 1_000;

    private const string Select = $"SELECT {InteractionRows.ReadColumns} FROM interactions";

    public async Task<long> GetHeadAsync(CancellationToken cancellationToken = default)
    {
        var connection = await _database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
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
            $"{Select} WHERE position > @after ORDER BY position LIMIT @limit",
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
        var connection = await _database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        // One statement is one snapshot in both databases, so appends and erasures during the read are not seen.
        var command = connection.UnhurriedCommand(
            $"{Select} WHERE product_id IS NOT NULL AND position <= @as_of ORDER BY user_id, position",
            ("as_of", asOfPosition));
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

    public async IAsyncEnumerable<LoggedInteraction> ReadAllByUserAsync(
        string userId, long asOfPosition, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentOutOfRangeException.ThrowIfNegative(asOfPosition);
        var after = 0L;
        while (true)
        {
            var page = await ListAsync(
                $"{Select} WHERE user_id = @user AND position > @after AND position <= @as_of "
                + "ORDER BY position LIMIT @limit",
                cancellationToken,
                ("user", userId),
                ("after", after),
                ("as_of", asOfPosition),
                ("limit", PageRows)).ConfigureAwait(false);
            foreach (var row in page)
                yield return row;
            if (page.Count < PageRows)
                yield break;
            after = page[^1].Position;
        }
    }

    public async Task<IReadOnlyList<long>> ReadErasedAsync(
        long afterPosition, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterPosition);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var connection = await _database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var command = connection.Command(
            "SELECT position FROM erased_events WHERE position > @after ORDER BY position LIMIT @limit",
            ("after", afterPosition),
            ("limit", limit));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var positions = new List<long>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            positions.Add(reader.GetInt64(0));
        return positions;
    }

    private async Task<IReadOnlyList<LoggedInteraction>> ReadNewestAsync(
        string column, string id, int count, long afterPosition, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(afterPosition);
        var newestFirst = await ListAsync(
            $"{Select} WHERE {column} = @id AND position > @after ORDER BY position DESC LIMIT @count",
            cancellationToken,
            ("id", id),
            ("after", afterPosition),
            ("count", count)).ConfigureAwait(false);
        return [.. newestFirst.Reverse()];
    }

    private async Task<IReadOnlyList<LoggedInteraction>> ListAsync(
        string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        var connection = await _database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var command = connection.Command(sql, parameters);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var interactions = InteractionReader.Of(reader);
        var rows = new List<LoggedInteraction>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(interactions.Read());
        return rows;
    }

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
