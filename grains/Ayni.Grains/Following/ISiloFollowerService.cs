using System.Collections.Immutable;
using Ayni.GrainInterfaces.Following;
using Ayni.GrainInterfaces.Interactions;
using Ayni.GrainInterfaces.Scenarios;
using Orleans.Services;

namespace Ayni.Grains.Following;

/// <summary>The follower and the model of one silo, as other silos reach them; one a silo.</summary>
[Alias("ayni.silo-follower")]
internal interface ISiloFollowerService : IGrainService
{
    /// <summary>Waits until this silo has applied log and catalogue up to these positions.</summary>
    [Alias("catch-up")]
    Task CatchUp(FollowedPositions wanted, CancellationToken cancellationToken);

    /// <summary>Loads a version of a model, so that the switch to it does not wait.</summary>
    [Alias("load"), ResponseTimeout("00:05:00")]
    Task Load(string modelName, string version, CancellationToken cancellationToken);

    /// <summary>
    /// Answers with a version of the default model from now on; an older switch than the newest is ignored.
    /// </summary>
    [Alias("serve"), ResponseTimeout("00:05:00")]
    Task Serve(string? version, long revision, CancellationToken cancellationToken);

    /// <summary>Answers with these scenarios from now on; older ones than the newest are ignored.</summary>
    [Alias("take-scenarios")]
    Task TakeScenarios(ScenarioLibrary library, CancellationToken cancellationToken);

    /// <summary>
    /// Has products that are active here count anew: interactions were taken out of the log. What was on its way to
    /// them is passed over.
    /// </summary>
    /// <param name="productIds">Which; null: all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("recount"), ResponseTimeout("00:01:00")]
    Task Recount(ImmutableArray<string>? productIds, CancellationToken cancellationToken);

    /// <summary>Takes over the shop's own types of interactions.</summary>
    [Alias("take-types")]
    Task TakeTypes(InteractionTypeRegistry registry, CancellationToken cancellationToken);
}
