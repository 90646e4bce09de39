using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Ayni.Cluster.Tests.Shop;

namespace Ayni.Cluster.Tests.Load;

/// <summary>
/// Sends requests at a constant rate to gateways at random, without waiting for answers (an open loop: a slow answer
/// delays no later request), and keeps what became of each. As a client should, it sends an event that was not
/// acknowledged once more, under the same id, to any gateway.
/// </summary>
internal sealed class LoadGenerator : IAsyncDisposable
{
    private const int PurchaseEvery = 4;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(40);

    private readonly SmallShop _shop;
    private readonly LoadOptions _options;
    private readonly Random _random;
    private readonly List<Gateway> _gateways;
    private readonly ConcurrentQueue<Answer> _answers = new();
    private readonly ConcurrentDictionary<Task, bool> _underWay = new();
    private readonly CancellationTokenSource _end = new();
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly Task _loop;
    private int _sent;

    public LoadGenerator(
        IEnumerable<(string Name, Uri Address)> gateways, SmallShop shop, LoadOptions options, string name)
    {
        _shop = shop;
        _options = options;
        _random = new Random(options.Seed);
        Ledger = new EventLedger($"{name}-{Guid.NewGuid():N}");
        _gateways = [.. gateways.Select(gateway => new Gateway(gateway.Name, NewClient(gateway.Address)))];
        _loop = Task.Run(LoopAsync);
    }

    public EventLedger Ledger { get; }

    public IReadOnlyList<Answer> Answers => [.. _answers];

    /// <summary>How far behind its schedule a request was sent, at most.</summary>
    public TimeSpan Lateness { get; private set; }

    private TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_start);

    /// <summary>Sends no more and waits for the answers that are still to come.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await _loop;
        await Task.WhenAll(_underWay.Keys);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        foreach (var gateway in _gateways)
            gateway.Http.Dispose();
        _end.Dispose();
    }

    private static HttpClient NewClient(Uri address) => new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
    })
    {
        BaseAddress = address,
        Timeout = AnswerLimit,
    };

    private async Task LoopAsync()
    {
        var perSecond = _options.ReadsPerSecond + _options.EventsPerSecond;
        using var timer = new PeriodicTimer(Tick);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                var elapsed = Elapsed;
                for (; _sent < elapsed.TotalSeconds * perSecond; _sent++)
                {
                    var due = TimeSpan.FromSeconds((double)_sent / perSecond);
                    Lateness = elapsed - due > Lateness ? elapsed - due : Lateness;
                    Send(_sent, perSecond);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private void Send(int number, int perSecond)
    {
        // Spread evenly among the reads: an event whenever its share has grown by one.
        var isEvent = (long)(number + 1) * _options.EventsPerSecond / perSecond
            > (long)number * _options.EventsPerSecond / perSecond;
        Task task = isEvent ? PostEventAsync() : ReadAsync();
        _underWay[task] = true;
        _ = task.ContinueWith(done => _underWay.TryRemove(done, out _), TaskScheduler.Default);
    }

    private Task<Answer> ReadAsync()
    {
        var user = _random.NextDouble() < _options.UnknownShare
            ? $"unknown-{_random.Next()}"
            : _shop.UserId(_random.Next(_shop.Users));
        var path = $"/v1/users/{user}/recommendations?n=5";
        return ExchangeAsync(AnyGateway(), isEvent: false, http => http.GetAsync(path));
    }

    private async Task PostEventAsync()
    {
        var id = Ledger.NextId();
        var body = new
        {
            event_id = id,
            order_id = id,
            user_id = _shop.UserId(_random.Next(_shop.Users)),
            product_id = _shop.ProductId(_random.Next(_shop.Products)),
            interaction_type = _random.Next(PurchaseEvery) == 0 ? "purchase" : "view",
        };
        var (first, second) = (AnyGateway(), AnyGateway());
        if (await ExchangeAsync(first, isEvent: true, PostAsync) is { IsAcknowledged: true }
            || await ExchangeAsync(second, isEvent: true, PostAsync) is { IsAcknowledged: true })
        {
            Ledger.Acknowledge(id);
        }

        Task<HttpResponseMessage> PostAsync(HttpClient http) => http.PostAsJsonAsync("/v1/events", body);
    }

    // Called by the loop alone, whose random numbers are in order.
    private Gateway AnyGateway() => _gateways[_random.Next(_gateways.Count)];

    private async Task<Answer> ExchangeAsync(
        Gateway gateway, bool isEvent, Func<HttpClient, Task<HttpResponseMessage>> send)
    {
        var at = Elapsed;
        Answer answer;
        try
        {
            using var response = await send(gateway.Http);
            var text = await response.Content.ReadAsStringAsync();
            answer = new Answer(
                gateway.Name, isEvent, at, Elapsed - at, (int)response.StatusCode, SaysDegraded(text),
                response.Headers.RetryAfter is not null,
                response.IsSuccessStatusCode ? null : response.ReasonPhrase);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            answer = new Answer(gateway.Name, isEvent, at, Elapsed - at, 0, false, false, exception.GetType().Name);
        }

        _answers.Enqueue(answer);
        return answer;
    }

    private static bool SaysDegraded(string text)
    {
        if (!text.Contains("\"degraded\"", StringComparison.Ordinal))
            return false;
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("degraded", out var degraded)
            && degraded.ValueKind == JsonValueKind.True;
    }

    private sealed record Gateway(string Name, HttpClient Http);
}
