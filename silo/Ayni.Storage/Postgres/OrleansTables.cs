using Ayni.Domain.Errors;
using Npgsql;

namespace Ayni.Storage.Postgres;

/// <summary>
/// The tables and queries of Orleans' AdoNet providers. They lie where the providers look for them: in the first schema
/// of the connection string's search path, <c>public</c> unless it says otherwise.
/// </summary>
internal static class OrleansTables
{
    private const string ScriptName = "Ayni.Storage.Postgres.Orleans.sql";

    private const string Exists = "SELECT to_regclass('OrleansQuery') IS NOT NULL";

    /// <summary>Queries of each provider that name no table of the script.</summary>
    private const string CountForeign =
        "SELECT count(*) FROM OrleansQuery WHERE strpos(QueryText, 'orleans_') = 0 "
        + "AND QueryKey IN ('MembershipReadAllKey', 'WriteToStorageKey', 'UpsertReminderRowKey')";

    /// <summary>Makes the tables that are missing and renews the queries, in the caller's transaction.</summary>
    public static async Task ApplyAsync(NpgsqlConnection connection)
    {
        try
        {
            await RefuseForeignAsync(connection).ConfigureAwait(false);
            // Without parameters Npgsql sends it as it is, so that the @names inside the quoted queries are text.
            await connection.ExecuteAsync(await ReadScriptAsync().ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState
            is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName)
        {
            throw new AyniException(
                ErrorCodes.Conflict,
                $"Orleans' tables cannot be made in the database {connection.Database}: {exception.MessageText}. Let "
                + "the role create tables (GRANT CREATE ON SCHEMA ... TO ...), or name a schema of its own by Search "
                + "Path in the connection string.");
        }
    }

    private static async Task RefuseForeignAsync(NpgsqlConnection connection)
    {
        if ((bool)(await connection.ScalarAsync(Exists).ConfigureAwait(false))! is false)
            return;
        if ((long)(await connection.ScalarAsync(CountForeign).ConfigureAwait(false))! > 0)
            throw new AyniException(
                ErrorCodes.Conflict,
                $"The table OrleansQuery in the database {connection.Database} holds queries of another program, whose "
                + "silos would be lost if they were replaced. Give Ayni a database of its own, or a schema by Search "
                + "Path in the connection string.");
    }

    private static async Task<string> ReadScriptAsync()
    {
        var stream = typeof(OrleansTables).Assembly.GetManifestResourceStream(ScriptName)
            ?? throw new InvalidOperationException($"The resource {ScriptName} is missing.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync().ConfigureAwait(false);
    }
}
