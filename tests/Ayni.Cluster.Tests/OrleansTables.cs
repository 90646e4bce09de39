using Ayni.Cluster.Tests.Processes;

namespace Ayni.Cluster.Tests;

/// <summary>Orleans' tables, which an operator makes by hand.</summary>
internal static class OrleansTables
{
    public static async Task CreateAsync(PostgresServer postgres) =>
        await postgres.ExecuteAsync(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "orleans.sql")));
}
