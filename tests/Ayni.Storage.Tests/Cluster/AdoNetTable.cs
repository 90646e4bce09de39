using System.Text;
using Npgsql;

namespace Ayni.Storage.Tests.Cluster;

/// <summary>The table of Orleans' AdoNet grain storage, as programs up to schema 11 made and filled it.</summary>
internal static class AdoNetTable
{
    private const string Create =
        """
        CREATE TABLE IF NOT EXISTS orleans_grain_state (
            service_id text NOT NULL,
            state_name text NOT NULL,
            key_text text NOT NULL,
            key_n0 bigint NOT NULL,
            key_n1 bigint NOT NULL,
            version integer NOT NULL,
            modified_at timestamptz NOT NULL DEFAULT now(),
            payload bytea,
            PRIMARY KEY (service_id, state_name, key_text, key_n0, key_n1)
        );
        """;

    public static async Task PutAsync(
        string connectionString, string service, string state, string key, string? payload)
    {
        var (text, first, second) = PartsOf(GrainId.Create("any", key));
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync(Create);
        await connection.ExecuteAsync(
            "INSERT INTO orleans_grain_state (service_id, state_name, key_text, key_n0, key_n1, version, payload) "
            + "VALUES (@service, @state, @text, @n0, @n1, 7, @payload)",
            ("service", service), ("state", state), ("text", text), ("n0", first), ("n1", second),
            ("payload", payload is null ? null : Encoding.UTF8.GetBytes(payload)));
    }

    /// <summary>The parts that the provider makes of a key: two halves of a number or a GUID, and a text.</summary>
    public static (string Text, long First, long Second) PartsOf(GrainId grain)
    {
        if (grain.TryGetGuidKey(out var guid, out var text))
        {
            var bytes = guid.ToByteArray();
            return (text ?? "", BitConverter.ToInt64(bytes), BitConverter.ToInt64(bytes, sizeof(long)));
        }

        return grain.TryGetIntegerKey(out var number, out text)
            ? (text ?? "", 0, number)
            : (grain.Key.ToString() ?? "", 0, 0);
    }
}
