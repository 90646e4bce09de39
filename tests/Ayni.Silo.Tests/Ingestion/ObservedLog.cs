using System.Collections.Concurrent;
using System.Threading.Channels;
using Ayni.Domain.Interactions;

namespace Ayni.Silo.Tests.Ingestion;

/// <summary>A log whose appends a test can see, hold up, or let fail, before or after the commit.</summary>
internal sealed class ObservedLog(IInteractionLog inner) : IInteractionLog
{
    private readonly Channel<bool> _ended = Channel.CreateUnbounded<bool>();

    /// <summary>Called before each append.</summary>
    public Func<IReadOnlyList<Interaction>, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called after each commit, before the caller hears of it.</summary>
    public Func<IReadOnlyList<Interaction>, Task> After { get; set; } = _ => Task.CompletedTask;

    /// <summary>Sizes of the appends that ended well.</summary>
    public ConcurrentQueue<int> Appends { get; } = [];

    public async Task<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<Interaction> interactions, CancellationToken cancellationToken = default)
    {
        await Before(interactions);
        var results = await inner.AppendAsync(interactions, cancellationToken);
        await After(interactions);
        Appends.Enqueue(results.Count);
        _ended.Writer.TryWrite(true);
        return results;
    }

    /// <summary>Waits until the log holds so many events.</summary>
    public async Task WaitForHeadAsync(long events)
    {
        while (await inner.GetHeadAsync() < events)
            await _ended.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System);
    }

    /// <summary>Ids of everything in the log, in its order.</summary>
    public async Task<IReadOnlyList<string>> EventIdsAsync() =>
        [.. (await inner.ReadAsync(0, int.MaxValue)).Select(logged => logged.Interaction.EventId)];

    public Task<BulkAppendResult> AppendBulkAsync(
        IAsyncEnumerable<Interaction> interactions,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default) =>
        inner.AppendBulkAsync(interactions, progress, cancellationToken);

    public Task<long> GetHeadAsync(CancellationToken cancellationToken = default) =>
        inner.GetHeadAsync(cancellationToken);

    public Task<IReadOnlyList<LoggedInteraction>> ReadAsync(
        long afterPosition, int limit, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(afterPosition, limit, cancellationToken);

    public Task<IReadOnlyList<LoggedInteraction>> ReadNewestByUserAsync(
        string userId, int count, long afterPosition = 0, CancellationToken cancellationToken = default) =>
        inner.ReadNewestByUserAsync(userId, count, afterPosition, cancellationToken);

    public Task<IReadOnlyList<LoggedInteraction>> ReadNewestByProductAsync(
        string productId, int count, long afterPosition = 0, CancellationToken cancellationToken = default) =>
        inner.ReadNewestByProductAsync(productId, count, afterPosition, cancellationToken);

    public IAsyncEnumerable<LoggedInteraction> ReadByUserAsOfAsync(
        long asOfPosition, int newestPerUser, CancellationToken cancellationToken = default) =>
        inner.ReadByUserAsOfAsync(asOfPosition, newestPerUser, cancellationToken);

    public IAsyncEnumerable<ProductInteractionCount> CountByProductAsOfAsync(
        long asOfPosition, CancellationToken cancellationToken = default) =>
        inner.CountByProductAsOfAsync(asOfPosition, cancellationToken);

    public IAsyncEnumerable<ProductBucketCount> CountByProductSinceAsync(
        DateTimeOffset since, TimeSpan bucket, long upToPosition, CancellationToken cancellationToken = default) =>
        inner.CountByProductSinceAsync(since, bucket, upToPosition, cancellationToken);

    public Task<long> EraseUserAsync(string userId, CancellationToken cancellationToken = default) =>
        inner.EraseUserAsync(userId, cancellationToken);

    public Task<long> EraseUserAsOfAsync(
        string userId, long asOfPosition, CancellationToken cancellationToken = default) =>
        inner.EraseUserAsOfAsync(userId, asOfPosition, cancellationToken);
}
