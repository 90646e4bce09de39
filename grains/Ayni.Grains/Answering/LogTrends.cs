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
internal sealed partial class LogTrends(IInteractionLog log, TimeProvider time, ILogger<LogTrends> logger)
{
    /// <summary>Days counted.</summary>
    public const int WindowDays = 14;

    /// <summary>Hours after which an interaction counts half.</summary>
    public const double HalfLifeHours = 48;

    /// <summary>Age from which a count is made again.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Bucket = TimeSpan.FromHours(1);
    private static readonly InteractionWeights Weights = new();

    private readonly Lock _gate = new();
    private Task _counting = Task.CompletedTask;
    private Counted? _counted;
    private readonly ConditionalWeakTable<RowIds, ByRow> _byRow = [];

    /// <summary>
    /// Demand of each row, as a share of the largest; NaN where there was none; null before the first count.
    /// </summary>
    public float[]? Of(IndexSnapshot snapshot, DateTimeOffset now)
    {
        Refresh(now);
        if (Volatile.Read(ref _counted) is not { } counted)
            return null;
        if (!_byRow.TryGetValue(snapshot.Ids, out var known) || known.Counted != counted)
        {
            known = new ByRow(counted, Align(counted, snapshot));
            _byRow.AddOrUpdate(snapshot.Ids, known);
        }

        return known.Scores;
    }

    /// <summary>Whether there is a count.</summary>
    public bool IsCounted(DateTimeOffset now)
    {
        Refresh(now);
        return Volatile.Read(ref _counted) is not null;
    }

    /// <summary>Counts now, and waits for it.</summary>
    public Task CountAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_counting.IsCompleted)
                _counting = Task.Run(CountNowAsync, CancellationToken.None);
            return _counting.WaitAsync(cancellationToken);
        }
    }

    private void Refresh(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_counting.IsCompleted && (_counted is null || now - _counted.At >= MaxAge))
                _counting = Task.Run(CountNowAsync);
        }
    }

    private async Task CountNowAsync()
    {
        try
        {
            var now = time.GetUtcNow();
            var sums = new Dictionary<string, double>(StringComparer.Ordinal);
            var head = await log.GetHeadAsync();
            await foreach (var counted in log.CountByProductSinceAsync(now.AddDays(-WindowDays), Bucket, head))
            {
                var hours = Math.Max(0, (now - counted.BucketStart).TotalHours);
                var weight = Weights.Of(counted.Type) * counted.Count * Math.Pow(2, -hours / HalfLifeHours);
                sums[counted.ProductId] = sums.GetValueOrDefault(counted.ProductId) + weight;
            }

            Volatile.Write(ref _counted, new Counted(now, sums));
        }
        catch (Exception failure)
        {
            // The next answer has it counted again; until then what was counted last stands.
            LogCannotCount(failure.Message);
        }
    }

    private static float[] Align(Counted counted, IndexSnapshot snapshot)
    {
        var scores = new float[snapshot.Count];
        Array.Fill(scores, float.NaN);
        var most = counted.Sums.Count == 0 ? 0 : counted.Sums.Values.Max();
        foreach (var (productId, sum) in counted.Sums)
        {
            if (sum > 0 && snapshot.Ids.RowOf(productId) is var row and >= 0)
                scores[row] = (float)(sum / most);
        }

        return scores;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Demand of late cannot be counted: {Reason}")]
    private partial void LogCannotCount(string reason);

    private sealed record Counted(DateTimeOffset At, Dictionary<string, double> Sums);

    private sealed record ByRow(Counted Counted, float[] Scores);
}
