using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.GrainInterfaces.Catalog;
using Ayni.GrainInterfaces.Following;
using Ayni.GrainInterfaces.Interactions;
using Ayni.GrainInterfaces.Scenarios;
using Ayni.Grains.Interactions;
using Ayni.Grains.Models;
using Ayni.Grains.Scenarios;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Ayni.Grains.Following;

/// <inheritdoc cref="ISiloFollowerService"/>
[Reentrant]
internal sealed class SiloFollowerService(
    GrainId id,
    Silo silo,
    ILoggerFactory loggers,
    SiloFollower follower,
    ServingModel serving,
    ServedScenarios scenarios,
    OwnTypes types,
    ActiveReaders<CatalogChange> entries,
    IGrainFactory grains)
    : GrainService(id, silo, loggers), ISiloFollowerService
{
    // Each reads the log.
    private const int RecountsAtOnce = 16;

    public Task CatchUp(FollowedPositions wanted, CancellationToken cancellationToken) =>
        follower.WhenAppliedAsync(wanted, cancellationToken);

    public Task Load(string modelName, string version, CancellationToken cancellationToken) =>
        serving.LoadAsync(modelName, version, cancellationToken);

    public Task Serve(string? version, long revision, CancellationToken cancellationToken) =>
        serving.ServeAsync(version, revision, cancellationToken);

    public Task TakeScenarios(ScenarioLibrary library, CancellationToken cancellationToken)
    {
        scenarios.Take(library);
        return Task.CompletedTask;
    }

    public async Task Recount(ImmutableArray<string>? productIds, CancellationToken cancellationToken)
    {
        foreach (var some in entries.ActiveOf(ReaderKind.Entry, productIds).Chunk(RecountsAtOnce))
        {
            await Task.WhenAll(some.Select(
                productId => grains.GetGrain<IProductGrain>(productId).Recount(cancellationToken)));
        }
    }

    public Task TakeTypes(InteractionTypeRegistry registry, CancellationToken cancellationToken)
    {
        types.Take(registry);
        return Task.CompletedTask;
    }
}
