using Npgsql;

namespace Ayni.Silo.Hosting;

/// <summary>Whether silos serve a database, as its membership table says.</summary>
public static class ServingCluster
{
    /// <summary>A silo that did not say for this long that it lives is not counted.</summary>
    private const int MaxSilentSeconds = 15;

    private const int Active = 3;

    /// <summary>True if a silo of the cluster is active and said so lately.</summary>
    public static async Task<bool> IsUpAsync(
        string connectionString, string clusterId, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM orleans_silo WHERE deployment_id = $1 AND status = $2 "
            + "AND i_am_alive_time > now() - make_interval(secs => $3)",
            connection);
        command.Parameters.Add(new NpgsqlParameter { Value = clusterId });
        command.Parameters.Add(new NpgsqlParameter { Value = Active });
        command.Parameters.Add(new NpgsqlParameter { Value = (double)MaxSilentSeconds });
        try
        {
            return (long)(await command.ExecuteScalarAsync(cancellationToken))! > 0;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return false;
        }
    }
}
