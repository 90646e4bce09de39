using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Gateway.Problems;
using Ayni.GrainInterfaces.Following;
using Ayni.Grains.Catalog;
using Ayni.Silo.Ingestion;

namespace Ayni.Gateway.Events;

/// <summary>
/// Accepts interactions: they are in the durable log before anything is answered. Each silo's follower finds them
/// there.
/// </summary>
internal sealed class IngestService(
    IInteractionLog log, IGrainFactory grains, EventMetrics metrics, IServiceProvider services)
{
    private const int MaxWarnings = 20;

    /// <summary>Name of this way in, in metrics.</summary>
    public const string Way = "http";

    private readonly EventMetrics _metrics = metrics.Open(Way);

    // Only a process with a silo has it.
    private readonly IKnownProducts? _products = services.GetService<IKnownProducts>();

    /// <param name="batch">What to append.</param>
    /// <param name="waitUntilApplied">Return only when every answer takes the events into account.</param>
    /// <param name="cancellationToken">Stops waiting; what is in the log stays there.</param>
    public async Task<EventsAnswer> AppendAsync(
        EventBatch batch, bool waitUntilApplied, CancellationToken cancellationToken)
    {
        // A client that hangs up after its events are on the way must not tear the commit from its answer.
        var results = await CommitAsync(batch);
        await RefuseReusedKeyAsync(batch, results, cancellationToken);
        var applied = waitUntilApplied && await grains.GetGrain<IFollowingGrain>(0).WhenApplied(
            new FollowedPositions(results.Max(result => result.Position), 0), cancellationToken);
        var duplicates = results.Count(result => result.IsDuplicate);
        var erased = results.Count(result => result.IsErased);
        return new EventsAnswer(results.Count - duplicates - erased, duplicates, applied, results, batch.IgnoredFields)
        {
            Erased = erased,
            Warnings = await WarningsAsync(batch, cancellationToken),
        };
    }

    // The events are in the log: a product may well come into the catalogue after what was done with it.
    private async ValueTask<IReadOnlyList<EventWarning>> WarningsAsync(
        EventBatch batch, CancellationToken cancellationToken)
    {
        if (_products is null)
            return [];
        var unknown = await _products.UnknownOfAsync(
            batch.Interactions.Select(interaction => interaction.ProductId).OfType<string>(),
            MaxWarnings,
            cancellationToken);
        return unknown.Count == 0
            ? []
            : [.. unknown.Select(one => new EventWarning(EventWarning.UnknownProduct, one.ProductId, one.Nearest))];
    }

    private async Task<IReadOnlyList<AppendResult>> CommitAsync(EventBatch batch)
    {
        try
        {
            var results = await log.AppendAsync(batch.Interactions, CancellationToken.None);
            _metrics.Taken(Way, batch.Interactions, results);
            return results;
        }
        catch (Exception failure) when (failure is not AyniException { Code: ErrorCodes.Overloaded })
        {
            _metrics.CommitFailed(Way);
            throw;
        }
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
