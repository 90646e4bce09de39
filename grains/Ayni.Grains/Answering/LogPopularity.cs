using Ayni.Domain.Interactions;
using Ayni.Grains.Interactions;

namespace Ayni.Grains.Answering;

/// <summary>
/// Popularity counted from the log, for answers before there is a model. Counting reads the whole log, so it is done
/// again only once the log has grown by an eighth, or <see cref="MaxAge"/> after a count that is not the newest: a new
/// shop is counted after every interaction, a large one rarely. Thread-safe; one a silo.
/// </summary>
public sealed class LogPopularity(IInteractionLog log, IOwnTypes types, TimeProvider time) : IDisposable
{
    /// <summary>Age from which a count is made again if the log has anything new.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    /// <summary>Counts kept: the current one and the one before, which answers under way still ask for.</summary>
    public const int MaxCounts = 2;

    private const int GrowthShare = 8;

    // The part of InteractionWeights that needs no score and no time: a count has neither.
    private static readonly InteractionWeights Weights = new();

    private readonly SemaphoreSlim _counting = new(1);
    private readonly List<PopularityCount> _counts = [];
    private long _countedAt;

    /// <summary>The position that answers should be given at now.</summary>
    /// <param name="cancellationToken">
    /// Ends the wait for a count under way; one that began here is made, for the next who asks.
    /// </param>
    public async Task<long> GetPositionAsync(CancellationToken cancellationToken = default)
    {
        var head = await log.GetHeadAsync(cancellationToken);
        await _counting.WaitAsync(cancellationToken);
        try
        {
            if (_counts.Count > 0 && !IsStale(_counts[^1].Position, head))
                return _counts[^1].Position;
            await CountAsync(head);
            _countedAt = time.GetTimestamp();
            return head;
        }
        finally
        {
            _counting.Release();
        }
    }

    /// <summary>The count at a position.</summary>
    public async Task<PopularityCount> GetAsync(long position)
    {
        await _counting.WaitAsync();
        try
        {
            return _counts.Find(count => count.Position == position) ?? await CountAsync(position);
        }
        finally
        {
            _counting.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _counting.Dispose();

    private bool IsStale(long counted, long head) =>
        head > counted
        && (head - counted >= Math.Max(1, counted / GrowthShare) || time.GetElapsedTime(_countedAt) >= MaxAge);

    private async Task<PopularityCount> CountAsync(long position)
    {
        if (_counts.Find(known => known.Position == position) is { } found)
            return found;
        var weights = Weights with { Custom = await types.GetAsync(CancellationToken.None) };
        var sums = new SortedDictionary<string, double>(StringComparer.Ordinal);
        await foreach (var counted in log.CountByProductAsOfAsync(position))
        {
            sums.TryGetValue(counted.ProductId, out var sum);
            sums[counted.ProductId] = sum + (weights.InCount(counted.Type, counted.CustomType) * counted.Count);
        }

        var most = sums.Count == 0 ? 0 : sums.Values.Max();
        var count = new PopularityCount(
            position, [.. sums.Keys], [.. sums.Values.Select(sum => most > 0 ? (float)Math.Max(0, sum / most) : 0f)]);
        if (_counts.Count == MaxCounts)
            _counts.RemoveAt(0);
        _counts.Add(count);
        _counts.Sort((a, b) => a.Position.CompareTo(b.Position));
        return count;
    }
}
