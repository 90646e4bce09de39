using System.Runtime.CompilerServices;
using Ayni.Domain.Interactions;
using Ayni.Grains.Catalog;
using Ayni.Grains.Interactions;
using Microsoft.Extensions.Logging;

namespace Ayni.Grains.Answering;

/// <summary>
/// Demand of late of every product, counted from the log by hour, over windows that are asked for. Counted again in the
/// background when a count is older than <see cref="MaxAge"/>; an answer takes what there is. Thread-safe; one a silo.
/// </summary>
internal sealed partial class LogTrends
{
    /// <summary>Age from which a count is made again.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    /// <summary>Windows kept beside the usual one; of more, those asked for last.</summary>
    public const int MaxWindows = 8;

    private static readonly TimeSpan Bucket = TimeSpan.FromHours(1);
    private static readonly InteractionWeights Weights = new();

    private readonly IInteractionLog _log;
    private readonly IOwnTypes _types;
    private readonly TimeProvider _time;
    private readonly ILogger<LogTrends> _logger;
    private readonly Counter _usual;

    // Asked for last, last.
    private readonly List<Counter> _others = [];

    /// <param name="log">What is counted.</param>
    /// <param name="types">The shop's own types and what they weigh.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of counts that fail.</param>
    public LogTrends(IInteractionLog log, IOwnTypes types, TimeProvider time, ILogger<LogTrends> logger)
    {
        (_log, _types, _time, _logger) = (log, types, time, logger);
        _usual = NewCounter(DemandWindow.Trend);
    }

    /// <summary>
    /// Demand of each row, as a share of the largest; NaN where there was none; null before the first count.
    /// </summary>
    public float[]? Of(IndexSnapshot snapshot, DemandWindow window, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var counter = CounterOf(window);
        if (counter.Count.Newest(now) is not { } sums)
            return null;
        if (!counter.ByRow.TryGetValue(snapshot.Ids, out var known) || known.Sums != sums)
        {
            known = new ByRow(sums, Align(sums, snapshot));
            counter.ByRow.AddOrUpdate(snapshot.Ids, known);
        }

        return known.Scores;
    }

    /// <summary>
    /// Demand of each row by window, for one request: of the usual window, which so is kept current by every answer, as
    /// of now; of others, when they are asked for.
    /// </summary>
    public Func<DemandWindow, float[]?> For(IndexSnapshot snapshot, DateTimeOffset now)
    {
        var usual = Of(snapshot, DemandWindow.Trend, now);
        return window => window == DemandWindow.Trend ? usual : Of(snapshot, window, now);
    }

    /// <summary>Whether there is a count.</summary>
    public bool IsCounted(DemandWindow window, DateTimeOffset now) => CounterOf(window).Count.Newest(now) is not null;

    /// <summary>Counts now, and waits for it.</summary>
    public Task CountAsync(DemandWindow window, CancellationToken cancellationToken) =>
        CounterOf(window).Count.CountAsync(cancellationToken);

    /// <summary>Waits for the first count of each window, for so long at most.</summary>
    public async Task WaitAsync(
        IEnumerable<DemandWindow> windows, TimeSpan atMost, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(windows);
        DemandWindow[] missing = [.. windows.Where(window => !IsCounted(window, _time.GetUtcNow()))];
        if (missing.Length == 0)
            return;
        try
        {
            await Task.WhenAll(missing.Select(window => CountAsync(window, cancellationToken)))
                .WaitAsync(atMost, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It goes on; the next answer has it.
        }
    }

    private Counter CounterOf(DemandWindow window)
    {
        if (window == DemandWindow.Trend)
            return _usual;
        lock (_others)
        {
            var counter = _others.Find(known => known.Window == window) ?? NewCounter(window);
            _others.Remove(counter);
            _others.Add(counter);
            if (_others.Count > MaxWindows)
                _others.RemoveAt(0);
            return counter;
        }
    }

    private Counter NewCounter(DemandWindow window) => new(
        window, new(now => CountAsync(window, now), MaxAge, _time, failure => LogCannotCount(failure.Message)));

    private async Task<Dictionary<string, double>> CountAsync(DemandWindow window, DateTimeOffset now)
    {
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        var interactions = new Dictionary<string, long>(StringComparer.Ordinal);
        var weights = Weights with { Custom = await _types.GetAsync(CancellationToken.None) };
        var head = await _log.GetHeadAsync();
        await foreach (var counted in _log.CountByProductSinceAsync(now.AddDays(-window.Days), Bucket, head))
        {
            var hours = Math.Max(0, (now - counted.BucketStart).TotalHours);
            var one = weights.InCount(counted.Type, counted.CustomType);
            var weight = one * counted.Count * Math.Pow(2, -hours / window.HalfLifeHours);
            sums[counted.ProductId] = sums.GetValueOrDefault(counted.ProductId) + weight;
            if (one >= 0)
                interactions[counted.ProductId] = interactions.GetValueOrDefault(counted.ProductId) + counted.Count;
        }

        foreach (var (productId, count) in interactions)
        {
            if (count < window.MinInteractions)
                sums.Remove(productId);
        }

        return sums;
    }

    private static float[] Align(Dictionary<string, double> sums, IndexSnapshot snapshot)
    {
        var scores = new float[snapshot.Count];
        Array.Fill(scores, float.NaN);
        var most = sums.Count == 0 ? 0 : sums.Values.Max();
        foreach (var (productId, sum) in sums)
        {
            if (sum > 0 && snapshot.Ids.RowOf(productId) is var row and >= 0)
                scores[row] = (float)(sum / most);
        }

        return scores;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Demand of late cannot be counted: {Reason}")]
    private partial void LogCannotCount(string reason);

    private sealed record Counter(DemandWindow Window, BackgroundCount<Dictionary<string, double>> Count)
    {
        public ConditionalWeakTable<RowIds, ByRow> ByRow { get; } = [];
    }

    private sealed record ByRow(Dictionary<string, double> Sums, float[] Scores);
}
