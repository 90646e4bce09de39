using Ayni.Storage.Backups;
using Ayni.Storage.GrainState;
using Npgsql;

namespace Ayni.Storage.Postgres;

/// <summary>Moves states out of the table of Orleans' AdoNet provider, which programs up to schema 11 used.</summary>
internal static class GrainStateMove
{
    private const int BatchRows = 1024;

    /// <summary>
    /// Moves them all and drops the table, in the caller's transaction. A silo of that program that still runs fails to
    /// write from then on, instead of writing where nobody reads. States of no grain that is known stay, and the table.
    /// </summary>
    /// <param name="connection">A connection that finds the table where the provider does.</param>
    /// <param name="now">Dates the versions of the rows.</param>
    public static async Task ApplyAsync(NpgsqlConnection connection, DateTimeOffset now)
    {
        if ((bool)(await connection.ScalarAsync($"SELECT to_regclass('{AdoNetGrainStates.Table}') IS NULL")
            .ConfigureAwait(false))!)
            return;
        await connection.ExecuteAsync($"LOCK TABLE {AdoNetGrainStates.Table} IN ACCESS EXCLUSIVE MODE")
            .ConfigureAwait(false);
        var states = new AdoNetGrainStates(connection, AdoNetGrainStates.Table);
        foreach (var service in await states.ServicesAsync().ConfigureAwait(false))
        {
            var batch = new List<StoredGrainState>(BatchRows);
            await foreach (var state in states.ReadAsync(service, onlyKnown: true).ConfigureAwait(false))
            {
                batch.Add(state);
                if (batch.Count == BatchRows)
                    await InsertAsync(connection, service, batch, now).ConfigureAwait(false);
            }

            await InsertAsync(connection, service, batch, now).ConfigureAwait(false);
        }

        await ClearAsync(connection).ConfigureAwait(false);
        await connection.ExecuteAsync(
            $"DELETE FROM OrleansQuery WHERE strpos(QueryText, '{AdoNetGrainStates.Table}') > 0").ConfigureAwait(false);
    }

    private static async Task ClearAsync(NpgsqlConnection connection)
    {
        var known = ("known", (object?)StoredGrains.TypeByState.Keys.ToArray());
        var hasOthers = (bool)(await connection.ScalarAsync(
            $"SELECT EXISTS (SELECT FROM {AdoNetGrainStates.Table} "
            + "WHERE payload IS NOT NULL AND state_name <> ALL (@known))",
            known).ConfigureAwait(false))!;
        await connection.ExecuteAsync(
            hasOthers
                ? $"DELETE FROM {AdoNetGrainStates.Table} WHERE state_name = ANY (@known)"
                : $"DROP TABLE {AdoNetGrainStates.Table}",
            hasOthers ? [known] : []).ConfigureAwait(false);
    }

    private static async Task InsertAsync(
        NpgsqlConnection connection, string service, List<StoredGrainState> batch, DateTimeOffset now)
    {
        await connection.ExecuteAsync(
            $"INSERT INTO {PostgresSchema.Name}.{DbGrainStorage.Table} "
            + "(grain_id, state_name, service_id, version, payload) "
            + "SELECT g, s, @service, @version, p FROM unnest(@grains, @states, @payloads) AS t (g, s, p)",
            ("service", service),
            ("version", now.ToUnixTimeMilliseconds()),
            ("grains", batch.Select(state => state.GrainId).ToArray()),
            ("states", batch.Select(state => state.StateName).ToArray()),
            ("payloads", batch.Select(state => state.Payload).ToArray())).ConfigureAwait(false);
        batch.Clear();
    }
}
