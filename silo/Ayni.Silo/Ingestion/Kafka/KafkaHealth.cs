using System.Text.Json;

namespace Ayni.Silo.Ingestion.Kafka;

/// <summary>Reads from the client's statistics whether any broker is connected.</summary>
internal static class KafkaHealth
{
    /// <summary>How often the client gives its statistics.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>True if a broker is connected.</summary>
    /// <param name="statistics">As STATISTICS.md of librdkafka describes them.</param>
    public static bool IsConnected(string statistics)
    {
        using var document = JsonDocument.Parse(statistics);
        return document.RootElement.TryGetProperty("brokers", out var brokers)
            && brokers.EnumerateObject().Any(broker =>
                broker.Value.TryGetProperty("state", out var state) && state.ValueEquals("UP"));
    }
}
