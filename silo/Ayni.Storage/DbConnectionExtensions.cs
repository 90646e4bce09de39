using System.Data.Common;

namespace Ayni.Storage;

/// <summary>Statements with named parameters, written the same for SQLite and PostgreSQL.</summary>
internal static class DbConnectionExtensions
{
    public static DbCommand Command(
        this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>A command without a time limit, for reads over the whole log: the caller's token ends them.</summary>
    public static DbCommand UnhurriedCommand(
        this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.Command(sql, parameters);
        command.CommandTimeout = 0;
        return command;
    }

    public static Task<int> ExecuteAsync(
        this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        ExecuteAndDisposeAsync(connection.Command(sql, parameters));

    public static Task<object?> ScalarAsync(
        this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        ScalarAndDisposeAsync(connection.Command(sql, parameters));

    private static async Task<int> ExecuteAndDisposeAsync(DbCommand command)
    {
        await using (command.ConfigureAwait(false))
            return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private static async Task<object?> ScalarAndDisposeAsync(DbCommand command)
    {
        await using (command.ConfigureAwait(false))
            return await command.ExecuteScalarAsync().ConfigureAwait(false);
    }
}
