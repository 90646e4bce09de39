using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Ayni.Cluster.Tests.Pressure;

/// <summary>
/// Posts requests of many events at a rate that waits for no answer, each once: what is refused is not sent again, so
/// that the log shows whether it was written all the same.
/// </summary>
internal sealed class PressureLoad(Uri address, string prefix, int perRequest) : IDisposable
{
    private const int Shoppers = 20_000;
    private const int Products = 5_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly ConcurrentQueue<PressedRequest> _requests = new();
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = AnswerLimit })
    {
        BaseAddress = address,
        Timeout = AnswerLimit,
    };

    private int _sent;

    /// <summary>Begins the ids of this load, in the log too.</summary>
    public string Prefix => prefix;

    /// <summary>Events of a request.</summary>
    public int PerRequest => perRequest;

    /// <summary>What became of every request so far.</summary>
    public IReadOnlyCollection<PressedRequest> Requests => _requests;

    private TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_start);

    /// <summary>Id of an event, of its order too.</summary>
    public string IdOf(int request, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}-{(request * perRequest) + index:d8}");

    /// <summary>As fast as a number of clients that wait for their answers can, for some time.</summary>
    /// <returns>Requests accepted a second.</returns>
    public async Task<double> SaturateAsync(int clients, TimeSpan time)
    {
        var begun = Elapsed;
        var before = _requests.Count(request => request.IsAccepted);
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            while (Elapsed - begun < time)
                await PostAsync(Interlocked.Increment(ref _sent));
        }));
        return (_requests.Count(request => request.IsAccepted) - before) / (Elapsed - begun).TotalSeconds;
    }

    /// <summary>At a rate, whatever comes back; waits for the last answers.</summary>
    public async Task PressAsync(double requestsPerSecond, TimeSpan time)
    {
        var begun = Elapsed;
        var underWay = new List<Task>();
        using var timer = new PeriodicTimer(Tick);
        for (var sent = 0; Elapsed - begun < time; await timer.WaitForNextTickAsync())
        {
            for (; sent < (Elapsed - begun).TotalSeconds * requestsPerSecond; sent++)
                underWay.Add(PostAsync(Interlocked.Increment(ref _sent)));
        }

        await Task.WhenAll(underWay);
    }

    public void Dispose() => _http.Dispose();

    private async Task PostAsync(int number)
    {
        await Task.Yield();
        using var content = new ByteArrayContent(Body(number));
        content.Headers.ContentType = Json;
        var sentAt = Elapsed;
        try
        {
            using var answer = await _http.PostAsync("/v1/events", content);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            var (first, last) = (int)answer.StatusCode == 202 ? PositionsOf(bytes) : (0, 0);
            _requests.Enqueue(new PressedRequest(
                number, sentAt, Elapsed, (int)answer.StatusCode, answer.Headers.RetryAfter is not null, first, last));
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            _requests.Enqueue(new PressedRequest(number, sentAt, Elapsed, 0, false, 0, 0));
        }
    }

    private static (long First, long Last) PositionsOf(byte[] answer)
    {
        using var json = JsonDocument.Parse(answer);
        var positions = json.RootElement.GetProperty("events").EnumerateArray()
            .Select(one => one.GetProperty("position").GetInt64()).ToList();
        return (positions[0], positions[^1]);
    }

    private byte[] Body(int number)
    {
        var body = new StringBuilder(perRequest * 180).Append('[');
        for (var index = 0; index < perRequest; index++)
        {
            var id = IdOf(number, index);
            if (index > 0)
                body.Append(',');
            body.Append(
                CultureInfo.InvariantCulture,
                $$"""
                {"event_id":"{{id}}","order_id":"{{id}}","user_id":"visitor-{{number % Shoppers}}",
                "product_id":"article-{{((number * perRequest) + index) * 7919L % Products}}",
                "interaction_type":"view"}
                """);
        }

        return Encoding.UTF8.GetBytes(body.Append(']').ToString());
    }
}
