using System.Collections.Concurrent;

namespace Ayni.Cluster.Tests.Answers;

/// <summary>
/// Asks for recommendations on a schedule that waits for no answer. Who asks is Zipf-distributed over shoppers with
/// histories; every answer's latency counts from the moment its request was due.
/// </summary>
internal sealed class OpenLoop : IDisposable
{
    private const double ZipfExponent = 0.8;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http;
    private readonly double[] _cumulated;
    private int _runs;

    /// <param name="address">Gateway.</param>
    /// <param name="shoppers">Shoppers.</param>
    public OpenLoop(Uri address, int shoppers)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = AnswerLimit };
        _cumulated = new double[shoppers];
        var sum = 0.0;
        for (var shopper = 0; shopper < shoppers; shopper++)
            _cumulated[shopper] = sum += Math.Pow(shopper + 1, -ZipfExponent);
    }

    /// <summary>Sends for so long at so many a second, and waits for the answers.</summary>
    public async Task<AnswerTimes> RunAsync(double perSecond, TimeSpan duration)
    {
        var answers = new ConcurrentQueue<Arrival>();
        using var underWay = new CountdownEvent(1);
        var lateness = TimeSpan.Zero;
        // Other requests in each run, the same in the same run of another program.
        var seed = GowallaLog.Seed + _runs++;
        var sender = new Thread(() => lateness = Send(perSecond, duration, seed, answers, underWay))
        {
            IsBackground = true,
        };
        sender.Start();
        await Task.Run(() =>
        {
            sender.Join();
            underWay.Signal();
            underWay.Wait();
        });
        return AnswerTimes.Of([.. answers], lateness);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private TimeSpan Send(
        double perSecond,
        TimeSpan duration,
        int seed,
        ConcurrentQueue<Arrival> answers,
        CountdownEvent underWay)
    {
        var (schedule, random) = (new ArrivalSchedule(perSecond, seed), new Random(seed));
        var start = TimeProvider.System.GetTimestamp();
        var lateness = TimeSpan.Zero;
        for (schedule.MoveOn(); schedule.Due < duration; schedule.MoveOn())
        {
            schedule.Wait(start);
            var late = TimeProvider.System.GetElapsedTime(start) - schedule.Due;
            lateness = late > lateness ? late : lateness;
            var user = GowallaLog.UserId(AnyShopper(random));
            underWay.AddCount();
            _ = AskAsync(
                $"/v1/users/{user}/recommendations{SeededProducts.Query(random)}", start, schedule.Due, answers,
                underWay);
        }

        return lateness;
    }

    private async Task AskAsync(
        string path, long start, TimeSpan due, ConcurrentQueue<Arrival> answers, CountdownEvent underWay)
    {
        var (status, isDegraded, isPartial) = (0, false, false);
        try
        {
            using var response = await _http.GetAsync(path);
            var body = await response.Content.ReadAsByteArrayAsync();
            status = (int)response.StatusCode;
            isDegraded = body.AsSpan().IndexOf("\"degraded\":true"u8) >= 0;
            isPartial = body.AsSpan().IndexOf("\"partial\":true"u8) >= 0;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            // Counted as an error.
        }

        answers.Enqueue(new Arrival(TimeProvider.System.GetElapsedTime(start) - due, status, isDegraded, isPartial));
        underWay.Signal();
    }

    private int AnyShopper(Random random)
    {
        var place = Array.BinarySearch(_cumulated, random.NextDouble() * _cumulated[^1]);
        return Math.Min(place < 0 ? ~place : place, _cumulated.Length - 1);
    }
}
