using System.Runtime.CompilerServices;
using System.Text;
using Ayni.Storage.Backups;
using Npgsql;

namespace Ayni.Storage.Postgres;

/// <summary>
/// States in the table of Orleans' AdoNet provider, which programs up to schema 11 kept them in. It knows keys by what
/// they mean as numbers, so that two shoppers may share a row; which of them there are, the log knows.
/// </summary>
/// <param name="connection">A connection; one statement at a time.</param>
/// <param name="table">The table, as the connection finds it.</param>
internal sealed class AdoNetGrainStates(NpgsqlConnection connection, string table)
{
    public const string Table = "orleans_grain_state";

    private const int PageRows = 1024;

    /// <summary>Services that have states.</summary>
    public async Task<string[]> ServicesAsync() => (string[])(await connection.ScalarAsync(
        $"SELECT coalesce(array_agg(DISTINCT service_id), '{{}}') FROM {table} WHERE payload IS NOT NULL")
        .ConfigureAwait(false))!;

    /// <summary>States of a service; where two shoppers share a row, of both.</summary>
    /// <param name="serviceId">The service.</param>
    /// <param name="onlyKnown">Skips states of no grain that is known, which are refused else.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<StoredGrainState> ReadAsync(
        string serviceId, bool onlyKnown, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var last = new Row("", "", long.MinValue, long.MinValue, []);
        while (true)
        {
            var page = await PageAsync(serviceId, last, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
                yield break;
            last = page[^1];
            var known = await KnownAsync(page, cancellationToken).ConfigureAwait(false);
            foreach (var row in page)
            {
                if (onlyKnown && !StoredGrains.TypeByState.ContainsKey(row.Name))
                    continue;
                var type = StoredGrains.TypeOf(row.Name);
                var payload = Encoding.UTF8.GetString(row.Payload);
                foreach (var key in KeysOf(row, known))
                    yield return new StoredGrainState($"{type}/{key}", row.Name, payload);
            }
        }
    }

    private static bool IsAmbiguous(Row row) =>
        StoredGrains.TypeByState.GetValueOrDefault(row.Name) == StoredGrains.User && row.Keys.Count > 1;

    private static List<string> KeysOf(Row row, HashSet<string> known)
    {
        if (!IsAmbiguous(row))
            return [row.Keys[0]];
        var found = row.Keys.Where(known.Contains).Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : [row.Keys[0]];
    }

    private async Task<List<Row>> PageAsync(string serviceId, Row last, CancellationToken cancellationToken)
    {
        var command = connection.UnhurriedCommand(
            $"SELECT state_name, key_text, key_n0, key_n1, payload FROM {table} "
            + "WHERE service_id = @service AND payload IS NOT NULL "
            + "AND (state_name, key_text, key_n0, key_n1) > (@name, @text, @n0, @n1) "
            + $"ORDER BY state_name, key_text, key_n0, key_n1 LIMIT {PageRows}",
            ("service", serviceId), ("name", last.Name), ("text", last.Text), ("n0", last.First), ("n1", last.Second));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var rows = new List<Row>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(new Row(
                reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3),
                (byte[])reader.GetValue(4)));
        return rows;
    }

    private async Task<HashSet<string>> KnownAsync(IReadOnlyList<Row> page, CancellationToken cancellationToken)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var asked = page.Where(IsAmbiguous).SelectMany(row => row.Keys).ToArray();
        if (asked.Length == 0)
            return known;
        var command = connection.UnhurriedCommand(
            "SELECT id FROM unnest(@ids) AS id "
            + $"WHERE EXISTS (SELECT FROM {PostgresSchema.Name}.interactions WHERE user_id = id)",
            ("ids", asked));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            known.Add(reader.GetString(0));
        return known;
    }

    private sealed record Row(string Name, string Text, long First, long Second, byte[] Payload)
    {
        public IReadOnlyList<string> Keys { get; } = AdoNetGrainKey.Spellings(Text, First, Second);
    }
}
