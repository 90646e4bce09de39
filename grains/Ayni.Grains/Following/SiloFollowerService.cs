using Ayni.GrainInterfaces.Following;
using Ayni.Grains.Models;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Ayni.Grains.Following;

/// <inheritdoc cref="ISiloFollowerService"/>
[Reentrant]
internal sealed class SiloFollowerService(
    GrainId id, Silo silo, ILoggerFactory loggers, SiloFollower follower, ServingModel serving)
    : GrainService(id, silo, loggers), ISiloFollowerService
{
    public Task CatchUp(FollowedPositions wanted, CancellationToken cancellationToken) =>
        follower.WhenAppliedAsync(wanted, cancellationToken);

    public Task Load(string modelName, string version, CancellationToken cancellationToken) =>
        serving.LoadAsync(modelName, version, cancellationToken);

    public Task Serve(string? version, long revision, CancellationToken cancellationToken) =>
        serving.ServeAsync(version, revision, cancellationToken);
}
