using System.Runtime.CompilerServices;
using Ayni.Domain.Consents;
using Ayni.Domain.Interactions;
using Ayni.Storage.Consents;

namespace Ayni.Storage.Interactions;

internal sealed partial class InteractionLog
{
    /// <summary>Rows that a reading by pages fetches at once.</summary>
    private const int PageRows = 1_000;

    public async IAsyncEnumerable<LoggedInteraction> ReadAllByUserAsync(
        string userId, long asOfPosition, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentOutOfRangeException.ThrowIfNegative(asOfPosition);
        var after = 0L;
        while (true)
        {
            var page = await ListAsync(
                $"user_id = @user AND position > @after AND position <= @as_of AND {ConsentRows.AreNot}",
                "position",
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
        var scope = new ConsentScope(Purpose.Analytics, null);
        var refused = await scope.RefusedAsync(connection).ConfigureAwait(false);
        (string, object?)[] parameters = [("after", afterPosition), ("limit", limit)];
        var command = connection.UnhurriedCommand(
            "SELECT position FROM erased_events WHERE position > @after "
            + (refused is null
                ? ""
                : "UNION ALL SELECT position FROM interactions "
                    + $"WHERE position > @after AND {ConsentRows.AreNot} AND {refused} ")
            + "ORDER BY position LIMIT @limit",
            refused is null ? parameters : [.. parameters, .. scope.Parameters]);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var positions = new List<long>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            positions.Add(reader.GetInt64(0));
        return positions;
    }
}
