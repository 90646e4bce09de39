using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Ayni.Cluster.Tests.Measurements;

/// <summary>Posts events as fast as they are answered. Each event is new; shoppers and products come round.</summary>
/// <param name="address">Gateway.</param>
/// <param name="shoppers">Shoppers that the events are of.</param>
internal sealed class EventLoad(Uri address, int shoppers) : IDisposable
{
    private const int Products = 5_000;
    private const int MostConnections = 64;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = MostConnections })
    {
        BaseAddress = address,
    };

    private long _events;

    /// <summary>Posts that many events.</summary>
    /// <param name="events">Events in all.</param>
    /// <param name="connections">Requests under way at a time.</param>
    /// <param name="perRequest">Events of a request.</param>
    /// <returns>Events a second.</returns>
    public async Task<double> RunAsync(int events, int connections, int perRequest)
    {
        var left = events / perRequest;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
                await PostAsync(perRequest);
        }));
        return events / perRequest * perRequest / clock.Elapsed.TotalSeconds;
    }

    public void Dispose() => _http.Dispose();

    private async Task PostAsync(int count)
    {
        var first = Interlocked.Add(ref _events, count) - count;
        using var content = new ByteArrayContent(Body(first, count));
        content.Headers.ContentType = Json;
        using var answer = await _http.PostAsync("/v1/events", content);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private byte[] Body(long first, int count)
    {
        var body = new StringBuilder(count * 160);
        if (count > 1)
            body.Append('[');
        for (var number = first; number < first + count; number++)
        {
            if (number > first)
                body.Append(',');
            body.Append(
                CultureInfo.InvariantCulture,
                $$"""
                {"event_id":"m-{{number:x8}}","user_id":"visitor-{{number % shoppers}}",
                "product_id":"article-{{number * 7919 % Products}}","interaction_type":"view",
                "timestamp_interaction":"2026-03-01T12:00:00Z"}
                """);
        }

        if (count > 1)
            body.Append(']');
        return Encoding.UTF8.GetBytes(body.ToString());
    }
}
