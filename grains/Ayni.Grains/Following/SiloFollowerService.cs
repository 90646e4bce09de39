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
    OwnTypes types)
    : GrainService(id, silo, loggers), ISiloFollowerService
{
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

    public Task TakeTypes(InteractionTypeRegistry registry, CancellationToken cancellationToken)
    {
        types.Take(registry);
        return Task.CompletedTask;
    }
}
