using System.Collections.Concurrent;
using Ayni.Cluster.Tests.Processes;
using Npgsql;

namespace Ayni.Cluster.Tests.Load;

/// <summary>
/// Events by what became of them at the client, to be compared with the log. An event without an acknowledgement may
/// stand in the log or not; none may stand there twice, and each acknowledged one must.
/// </summary>
internal sealed class EventLedger(string prefix)
{
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new(StringComparer.Ordinal);
    private int _made;

    public int Acknowledged => _acknowledged.Count;

    /// <summary>Begins the ids of this load, in the log too.</summary>
    public string Prefix => prefix;

    public string NextId() => $"{prefix}-{Interlocked.Increment(ref _made)}";

    public void Acknowledge(string eventId) => _acknowledged[eventId] = true;

    /// <summary>Reads the log. The order's id repeats the event's, and no constraint holds it unique.</summary>
    public async Task<(int Lost, int Doubled)> CompareAsync(PostgresServer postgres)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        await using var connection = await postgres.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select order_id from ayni.interactions where order_id like $1", connection);
        command.Parameters.AddWithValue($"{prefix}-%");
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var id = rows.GetString(0);
            counts[id] = counts.GetValueOrDefault(id) + 1;
        }

        return (
            _acknowledged.Keys.Count(id => !counts.ContainsKey(id)),
            counts.Count(pair => pair.Value > 1));
    }
}
