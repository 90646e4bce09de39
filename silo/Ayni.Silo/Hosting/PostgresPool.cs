using Npgsql;

namespace Ayni.Silo.Hosting;

/// <summary>
/// Bounds the connections of a process. Npgsql's own bound is 100 a pool, and a process has two (the stores' and
/// Orleans'), so that a burst on three processes would ask a server of PostgreSQL's default 100 connections for 600.
/// </summary>
internal static class PostgresPool
{
    /// <summary>Connections a pool: with the one that listens, three processes stay under 100.</summary>
    public const int DefaultSize = 15;

    /// <summary>The connection string with a bound, unless it has one.</summary>
    /// <exception cref="ArgumentException">It is not a connection string.</exception>
    public static string Bound(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        // ContainsKey says yes to every name that Npgsql knows; this says whether the string has it.
        if (!settings.ShouldSerialize("Maximum Pool Size"))
            settings.MaxPoolSize = Math.Max(DefaultSize, settings.MinPoolSize);
        return settings.ConnectionString;
    }
}
