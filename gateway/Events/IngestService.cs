using Ayni.Domain.Interactions;
using Ayni.Gateway.Problems;
using Ayni.GrainInterfaces.Catalog;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Events;

/// <summary>
/// Accepts interactions: they are in the durable log before anything is answered, then their readers are woken.
/// </summary>
internal sealed class IngestService(IInteractionLog log, WakePublisher wakes, IGrainFactory grains)
{
    /// <summary>Grains asked to catch up at the same time, for one request.</summary>
    private const int MaxConcurrentCatchUps = 64;

    /// <param name="batch">What to append.</param>
    /// <param name="waitUntilApplied">Return only when every answer takes the events into account.</param>
    /// <param name="cancellationToken">Stops waiting; what is in the log stays there.</param>
    public async Task<EventsAnswer> AppendAsync(
        EventBatch batch, bool waitUntilApplied, CancellationToken cancellationToken)
    {
        // A client that hangs up after its events are on the way must not tear the commit from its wakes.
        var results = await log.AppendAsync(batch.Interactions, CancellationToken.None);
        var users = new Dictionary<string, long>(StringComparer.Ordinal);
        var products = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < results.Count; i++)
        {
            Raise(users, batch.Interactions[i].UserId, results[i].Position);
            if (batch.Interactions[i].ProductId is { } productId)
                Raise(products, productId, results[i].Position);
        }

        wakes.Wake(users, products);
        await RefuseReusedKeyAsync(batch, results, cancellationToken);
        if (waitUntilApplied)
            await CatchUpAsync(users, products, cancellationToken);
        var duplicates = results.Count(result => result.IsDuplicate);
        return new EventsAnswer(
            results.Count - duplicates, duplicates, waitUntilApplied, results, batch.IgnoredFields);
    }

    private static void Raise(Dictionary<string, long> positions, string key, long position) =>
        positions[key] = Math.Max(positions.GetValueOrDefault(key), position);

    private async Task CatchUpAsync(
        Dictionary<string, long> users, Dictionary<string, long> products, CancellationToken cancellationToken)
    {
        var calls = users.Select(pair => (Func<Task>)(() => grains.GetGrain<IUserGrain>(pair.Key).CatchUp(pair.Value)))
            .Concat(products.Select(pair =>
                (Func<Task>)(() => grains.GetGrain<IProductGrain>(pair.Key).CatchUp(pair.Value))));
        foreach (var chunk in calls.Chunk(MaxConcurrentCatchUps))
            await Task.WhenAll(chunk.Select(call => call())).WaitAsync(cancellationToken);
    }

    // The log does not hand out an interaction by event id, so the key's reuse shows only once the log has said
    // "duplicate" and where. Nothing is lost by then: the events of the first request stand unchanged.
    private async Task RefuseReusedKeyAsync(
        EventBatch batch, IReadOnlyList<AppendResult> results, CancellationToken cancellationToken)
    {
        for (var i = 0; i < results.Count; i++)
        {
            if (!results[i].IsDuplicate || !batch.DerivedIds.Contains(results[i].EventId))
                continue;
            var stored = await log.ReadAsync(results[i].Position - 1, 1, cancellationToken);
            if (stored is not [var first] || first.Interaction.EventId != results[i].EventId
                || IsSame(first.Interaction, batch.Interactions[i]))
                continue;
            throw new RefusalException(
                ProblemCodes.IdempotencyKeyReused,
                $"Event {i} differs from the one that was accepted under the same {EventIds.KeyHeader}. " +
                "Use a new key for a new request.");
        }
    }

    // The time is left out: where the shop sent none it is the time of the request, which a retry cannot repeat.
    private static bool IsSame(Interaction stored, Interaction sent) =>
        stored with { Timestamp = default } == sent with { Timestamp = default };
}
