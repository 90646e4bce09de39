using Npgsql;

namespace Ayni.Storage.Tests.Cluster;

/// <summary>The script in <c>deploy/postgres</c>.</summary>
internal static class OrleansSchema
{
    public static async Task ApplyAsync(string connectionString)
    {
        var script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "orleans.sql"));
        await using var source = NpgsqlDataSource.Create(connectionString);
        // As psql does: no parameters, so that the @names inside the quoted queries are text.
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(script, connection);
        await command.ExecuteNonQueryAsync();
    }
}
