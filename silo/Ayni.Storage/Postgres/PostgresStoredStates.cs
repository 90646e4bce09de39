using Ayni.Storage.GrainState;

namespace Ayni.Storage.Postgres;

/// <summary>States of the silos of a cluster, as Orleans' AdoNet provider keeps them.</summary>
internal sealed class PostgresStoredStates(PostgresDatabase database) : IStoredStates
{
    private const string Read =
        "SELECT payload FROM orleans_grain_state WHERE service_id = @service AND state_name = @state "
        + "AND key_text = @text AND key_n0 = @n0 AND key_n1 = @n1 AND payload IS NOT NULL";

    private readonly GrainStateSerializer _serializer = new();

    public async Task<T?> FindAsync<T>(
        string serviceId, string stateName, GrainId grain, CancellationToken cancellationToken)
        where T : class
    {
        var (text, first, second) = KeyOf(grain);
        var connection = await database.OpenOrleansAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var command = connection.Command(
            Read, ("service", serviceId), ("state", stateName), ("text", text), ("n0", first), ("n1", second));
        await using var commandScope = command.ConfigureAwait(false);
        var payload = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        return payload is byte[] bytes ? _serializer.Deserialize<T>(BinaryData.FromBytes(bytes)) : null;
    }

    /// <summary>The parts that the provider makes of a key: two halves of a number or a GUID, and a text.</summary>
    internal static (string Text, long First, long Second) KeyOf(GrainId grain)
    {
        if (grain.TryGetGuidKey(out var guid, out var text))
        {
            Span<byte> bytes = stackalloc byte[16];
            guid.TryWriteBytes(bytes);
            return (text ?? "", BitConverter.ToInt64(bytes), BitConverter.ToInt64(bytes[sizeof(long)..]));
        }

        return grain.TryGetIntegerKey(out var number, out text)
            ? (text ?? "", 0, number)
            : (grain.Key.ToString() ?? "", 0, 0);
    }
}
