using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Ayni.Storage.Erasures;

/// <summary>
/// Profiles as the grains of shoppers have stored them, of every service that shares the database: they share the log.
/// </summary>
internal sealed class UserStates(IStorageDatabase database)
{
    private const string Prefix = $"{UserGrainNames.GrainType}/";

    /// <summary>Deletes a shopper's, within a transaction of the caller's.</summary>
    /// <returns>Number of profiles deleted.</returns>
    public static async Task<long> DeleteAsync(DbConnection connection, string userId) => await connection.ExecuteAsync(
        "DELETE FROM grain_state WHERE grain_id = @grain AND state_name = @state",
        ("grain", UserGrainNames.Of(userId).ToString()),
        ("state", UserGrainNames.Profile)).ConfigureAwait(false);

    /// <summary>Ids of all shoppers who have one.</summary>
    public async IAsyncEnumerable<string> ReadUsersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var command = connection.UnhurriedCommand(
            "SELECT DISTINCT substr(grain_id, @skip) FROM grain_state "
            + "WHERE grain_id >= @prefix AND grain_id < @end AND state_name = @state",
            ("skip", Prefix.Length + 1),
            ("prefix", Prefix),
            ("end", $"{UserGrainNames.GrainType}0"),
            ("state", UserGrainNames.Profile));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return reader.GetString(0);
    }
}
