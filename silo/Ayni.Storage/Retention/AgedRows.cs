using System.Data.Common;
using Ayni.Domain.Retention;

namespace Ayni.Storage.Retention;

/// <summary>Rows of one type that are old enough, the oldest first.</summary>
/// <param name="Positions">Where they stand.</param>
/// <param name="Newest">Time of the newest of them; null: there is none.</param>
internal sealed record AgedRows(IReadOnlyList<long> Positions, DateTimeOffset? Newest)
{
    // The index's own columns, so that PostgreSQL reads it in order though a type of ours has no other name.
    private const string Order = "type, custom_type, timestamp_ms, position";

    /// <summary>No rows.</summary>
    public static AgedRows None { get; } = new([], null);

    /// <summary>SQL for which rows these are: numbers alone, so that they may stand in the statement.</summary>
    public string Condition => $"position IN ({string.Join(',', Positions)})";

    /// <summary>SQL for all of a type before a time.</summary>
    /// <param name="type">The type.</param>
    /// <param name="from">Nothing older; null: all.</param>
    /// <param name="before">Time of the first that is not meant.</param>
    public static (string Condition, (string Name, object? Value)[] Parameters) Of(
        RetainedType type, DateTimeOffset? from, DateTimeOffset before)
    {
        var named = type.CustomType is null ? "custom_type IS NULL" : "custom_type = @custom";
        var since = from is null ? "" : " AND timestamp_ms >= @from";
        List<(string Name, object? Value)> parameters =
            [("type", (int)type.Type), ("before", before.ToUnixTimeMilliseconds())];
        if (type.CustomType is not null)
            parameters.Add(("custom", type.CustomType));
        if (from is { } time)
            parameters.Add(("from", time.ToUnixTimeMilliseconds()));
        return ($"type = @type AND {named} AND timestamp_ms < @before{since}", [.. parameters]);
    }

    /// <summary>Statement that <see cref="FindAsync"/> reads, but for its limit.</summary>
    public static string Select(string condition) =>
        $"SELECT position, timestamp_ms FROM interactions WHERE {condition} ORDER BY {Order}";

    /// <summary>Finds the oldest.</summary>
    public static async Task<AgedRows> FindAsync(
        DbConnection connection, RetentionOrder order, DateTimeOffset? from, int limit)
    {
        var (condition, parameters) = Of(order.Type, from, order.Before);
        var command = connection.UnhurriedCommand(
            $"{Select(condition)} LIMIT @limit", [.. parameters, ("limit", limit)]);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var (positions, newestMs) = (new List<long>(), (long?)null);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            positions.Add(reader.GetInt64(0));
            newestMs = reader.GetInt64(1);
        }

        return new AgedRows(positions, newestMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null);
    }
}
