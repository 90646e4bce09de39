using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Ayni.Storage.Erasures;

namespace Ayni.Storage.Postgres;

/// <summary>
/// Profiles in the table of Orleans' AdoNet provider, of every service that shares the database: they share the log.
/// </summary>
internal sealed class PostgresUserStates(PostgresDatabase database) : IUserStates
{
    private string? _table;

    public async Task<long> DeleteAsync(DbConnection connection, string userId)
    {
        var (text, first, second) = PostgresStoredStates.KeyOf(UserGrainNames.Of(userId));
        (string, object?)[] key =
            [("state", UserGrainNames.Profile), ("text", text), ("n0", first), ("n1", second)];
        const string theirs = "WHERE state_name = @state AND key_text = @text AND key_n0 = @n0 AND key_n1 = @n1";
        var table = await FindTableAsync().ConfigureAwait(false);
        var held = Convert.ToInt64(
            await connection.ScalarAsync($"SELECT count(payload) FROM {table} {theirs}", key).ConfigureAwait(false),
            CultureInfo.InvariantCulture);
        await connection.ExecuteAsync($"DELETE FROM {table} {theirs}", key).ConfigureAwait(false);
        return held;
    }

    public async IAsyncEnumerable<string> ReadUsersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await FindTableAsync().ConfigureAwait(false);
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var command = connection.UnhurriedCommand(
            $"SELECT key_text, key_n0, key_n1 FROM {table} WHERE state_name = @state AND payload IS NOT NULL",
            ("state", UserGrainNames.Profile));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return IdOf(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    // The provider takes ids that look like numbers or GUIDs apart. Put together again as they are written mostly.
    private static string IdOf(string text, long first, long second)
    {
        if (first == 0 && second == 0)
            return text;
        var suffix = text.Length == 0 ? "" : $"+{text}";
        if (first == 0)
            return second.ToString("x", CultureInfo.InvariantCulture) + suffix;
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, first);
        BitConverter.TryWriteBytes(bytes[sizeof(long)..], second);
        return new Guid(bytes).ToString("n") + suffix;
    }

    // Where the provider's search path leads to, which the stores' own hides.
    private async Task<string> FindTableAsync()
    {
        if (_table is not null)
            return _table;
        var connection = await database.OpenOrleansAsync(CancellationToken.None).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        return _table = (string?)await connection.ScalarAsync(
            "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c "
            + "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass('orleans_grain_state')")
            .ConfigureAwait(false)
            ?? throw new InvalidOperationException("The table orleans_grain_state is not there.");
    }
}
