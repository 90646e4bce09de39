using System.Runtime.CompilerServices;
using Ayni.Domain.Interactions;
using Ayni.Grains.Catalog;
using Microsoft.Extensions.Logging;

namespace Ayni.Grains.Answering;

/// <summary>
/// Demand of late of every product, counted from the log: interactions of the last <see cref="WindowDays"/> days by
/// hour, each halved every <see cref="HalfLifeHours"/> hours. Counted again in the background when the count is older
/// than <see cref="MaxAge"/>; an answer takes what there is and never waits. Thread-safe; one a silo.
/// </summary>
internal sealed partial class LogTrends
{
    /// <summary>Days counted.</summary>
    public const int WindowDays = 14;

    /// <summary>Hours after which an interaction counts half.</summary>
    public const double HalfLifeHours = 48;

    /// <summary>Age from which a count is made again.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    /// <summary>With fewer interactions a product is in no demand: one curious shopper is no trend.</summary>
    public const int MinInteractions = 3;

    private static readonly TimeSpan Bucket = TimeSpan.FromHours(1);
    private static readonly InteractionWeights Weights = new();

    private readonly IInteractionLog _log;
    private readonly ILogger<LogTrends> _logger;
    private readonly BackgroundCount<Dictionary<string, double>> _count;
    private readonly ConditionalWeakTable<RowIds, ByRow> _byRow = [];

    /// <param name="log">What is counted.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of counts that fail.</param>
    public LogTrends(IInteractionLog log, TimeProvider time, ILogger<LogTrends> logger)
    {
        (_log, _logger) = (log, logger);
        _count = new(CountAsync, MaxAge, time, failure => LogCannotCount(failure.Message));
    }

    /// <summary>
    /// Demand of each row, as a share of the largest; NaN where there was none; null before the first count.
    /// </summary>
    public float[]? Of(IndexSnapshot snapshot, DateTimeOffset now)
    {
        if (_count.Newest(now) is not { } sums)
            return null;
        if (!_byRow.TryGetValue(snapshot.Ids, out var known) || known.Sums != sums)
        {
            known = new ByRow(sums, Align(sums, snapshot));
            _byRow.AddOrUpdate(snapshot.Ids, known);
        }

        return known.Scores;
    }

    /// <summary>Whether there is a count.</summary>
    public bool IsCounted(DateTimeOffset now) => _count.Newest(now) is not null;

    /// <summary>Counts now, and waits for it.</summary>
    public Task CountAsync(CancellationToken cancellationToken) => _count.CountAsync(cancellationToken);

    private async Task<Dictionary<string, double>> CountAsync(DateTimeOffset now)
    {
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        var interactions = new Dictionary<string, long>(StringComparer.Ordinal);
        var head = await _log.GetHeadAsync();
        await foreach (var counted in _log.CountByProductSinceAsync(now.AddDays(-WindowDays), Bucket, head))
        {
            var hours = Math.Max(0, (now - counted.BucketStart).TotalHours);
            var weight = Weights.Of(counted.Type) * counted.Count * Math.Pow(2, -hours / HalfLifeHours);
            sums[counted.ProductId] = sums.GetValueOrDefault(counted.ProductId) + weight;
            interactions[counted.ProductId] = interactions.GetValueOrDefault(counted.ProductId) + counted.Count;
        }

        foreach (var (productId, count) in interactions)
        {
            if (count < MinInteractions)
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

    private sealed record ByRow(Dictionary<string, double> Sums, float[] Scores);
}
