using Ayni.GrainInterfaces.Following;
using Ayni.Grains.Training;
using Orleans.Concurrency;

namespace Ayni.Grains.Following;

/// <inheritdoc cref="IFollowingGrain"/>
[GrainType("following"), StatelessWorker, Reentrant]
internal sealed class FollowingGrain(SiloFollowers followers, TimeProvider time) : Grain, IFollowingGrain
{
    /// <summary>How long one silo may take; more than this, and the caller is told so instead.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<bool> WhenApplied(FollowedPositions wanted, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await followers.CallAllAsync(silo => silo.CatchUp(wanted, either.Token).WaitAsync(either.Token));
            return true;
        }
        catch (Exception fault) when (TransientFaults.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
