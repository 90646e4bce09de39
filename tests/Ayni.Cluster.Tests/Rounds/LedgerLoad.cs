using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Ayni.Cluster.Tests.Load;
using Ayni.Cluster.Tests.Shop;
using Ayni.Silo.Tests.Ingestion.Kafka;

namespace Ayni.Cluster.Tests.Rounds;

/// <summary>
/// Posts events in four ways until it is ended, and keeps which were acknowledged. As a client should, it sends what
/// was not acknowledged again, under the same ids and to any gateway, for as long as the load goes on.
/// </summary>
internal sealed class LedgerLoad : IAsyncDisposable
{
    private const int SingleWriters = 4;
    private const int BatchWriters = 2;
    private const int BatchEvents = 20;
    private const int ImportRows = 300;
    private const int PurchaseEvery = 4;
    private const string ImportTime = "2026-03-02T00:00:00Z";
    private static readonly TimeSpan SinglePeriod = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BatchPeriod = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ImportPeriod = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(40);

    private readonly SmallShop _shop;
    private readonly IReadOnlyList<HttpClient> _gateways;
    private readonly MockKafka _kafka;
    private readonly ConcurrentDictionary<EventWay, int> _acknowledged = new();
    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<(HttpClient Gateway, string Path)> _imports = [];
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _writers;

    public LedgerLoad(IEnumerable<Uri> gateways, MockKafka kafka, SmallShop shop, string name, int seed)
    {
        _shop = shop;
        _kafka = kafka;
        _gateways = [.. gateways.Select(NewClient)];
        Ledger = new EventLedger($"{name}-{Guid.NewGuid():N}");
        _writers =
        [
            .. Enumerable.Range(0, SingleWriters).Select(number => WriteAsync(
                EventWay.Single, SinglePeriod, seed + number, PostOneAsync)),
            .. Enumerable.Range(0, BatchWriters).Select(number => WriteAsync(
                EventWay.Batch, BatchPeriod, seed + SingleWriters + number, PostBatchAsync)),
            WriteAsync(EventWay.Kafka, SinglePeriod, ~seed, PublishAsync),
            WriteAsync(EventWay.Import, ImportPeriod, ~seed - 1, ImportAsync),
        ];
    }

    public EventLedger Ledger { get; }

    /// <summary>Events acknowledged so far, by how they came in.</summary>
    public IReadOnlyDictionary<EventWay, int> Acknowledged => _acknowledged;

    /// <summary>Requests that a client sends again, and others, by status: what a client saw.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    /// <summary>Files that were accepted: who knows of them.</summary>
    public IReadOnlyCollection<(HttpClient Gateway, string Path)> Imports => _imports;

    /// <summary>Sends no more. What is not acknowledged by now may be in the log or not.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_writers);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        foreach (var gateway in _gateways)
            gateway.Dispose();
        _end.Dispose();
    }

    private static HttpClient NewClient(Uri address) =>
        new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) })
        {
            BaseAddress = address,
            Timeout = AnswerLimit,
        };

    private async Task WriteAsync(
        EventWay way, TimeSpan period, int seed, Func<Random, IReadOnlyList<LedgerEvent>, Task<bool>> postAsync)
    {
        await Task.Yield();
        var random = new Random(seed);
        using var timer = new PeriodicTimer(period);
        IReadOnlyList<LedgerEvent> events = [];
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                if (events.Count == 0)
                    events = [.. Enumerable.Range(0, CountOf(way)).Select(_ => Next(random))];
                if (!await postAsync(random, events))
                    continue;
                foreach (var one in events)
                    Ledger.Acknowledge(one.EventId);
                _acknowledged.AddOrUpdate(way, events.Count, (_, before) => before + events.Count);
                events = [];
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The end.
        }
    }

    private static int CountOf(EventWay way) => way switch
    {
        EventWay.Batch => BatchEvents,
        EventWay.Import => ImportRows,
        _ => 1,
    };

    private LedgerEvent Next(Random random)
    {
        var id = Ledger.NextId();
        return new LedgerEvent(
            id, id, _shop.UserId(random.Next(_shop.Users)), _shop.ProductId(random.Next(_shop.Products)),
            random.Next(PurchaseEvery) == 0 ? "purchase" : "view");
    }

    private Task<bool> PostOneAsync(Random random, IReadOnlyList<LedgerEvent> events) =>
        PostAsync(random, () => JsonContent.Create(events[0], options: LedgerEvent.Format));

    private Task<bool> PostBatchAsync(Random random, IReadOnlyList<LedgerEvent> events) =>
        PostAsync(random, () => JsonContent.Create(events, options: LedgerEvent.Format));

    private async Task<bool> PublishAsync(Random random, IReadOnlyList<LedgerEvent> events)
    {
        await _kafka.PublishAsync(JsonSerializer.Serialize(events[0], LedgerEvent.Format));
        return true;
    }

    private async Task<bool> ImportAsync(Random random, IReadOnlyList<LedgerEvent> events)
    {
        var file = new StringBuilder("event_id,order_id,user_id,product_id,type,timestamp\n");
        foreach (var row in events)
        {
            file.Append(
                CultureInfo.InvariantCulture,
                $"{row.EventId},{row.OrderId},{row.UserId},{row.ProductId},{row.InteractionType},{ImportTime}\n");
        }

        var gateway = _gateways[random.Next(_gateways.Count)];
        return await ExchangeAsync(
            gateway,
            $"/v1/imports?file_name={events[0].EventId}.csv",
            () => new StringContent(file.ToString(), Encoding.UTF8, "text/csv"),
            answer => _imports.Add((gateway, $"/v1/imports/{answer.GetProperty("id").GetString()}")));
    }

    private Task<bool> PostAsync(Random random, Func<HttpContent> body) =>
        ExchangeAsync(_gateways[random.Next(_gateways.Count)], "/v1/events", body, _ => { });

    private async Task<bool> ExchangeAsync(
        HttpClient gateway, string path, Func<HttpContent> body, Action<JsonElement> accepted)
    {
        try
        {
            using var content = body();
            using var answer = await gateway.PostAsync(path, content);
            var text = await answer.Content.ReadAsStringAsync();
            if ((int)answer.StatusCode == 202)
            {
                using var json = JsonDocument.Parse(text);
                accepted(json.RootElement);
                return true;
            }

            Fail($"{(int)answer.StatusCode}{(answer.Headers.RetryAfter is null ? " " + text : "")}");
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            Fail("no answer");
        }

        return false;
    }

    private void Fail(string how) => _failures.AddOrUpdate(how, 1, (_, before) => before + 1);
}
