using Ayni.Grains.Training;
using Orleans.Runtime.Services;

namespace Ayni.Grains.Following;

/// <summary>The followers of all silos.</summary>
internal sealed class SiloFollowers(IServiceProvider services, ISiloStatusOracle silos)
    : GrainServiceClient<ISiloFollowerService>(services)
{
    /// <summary>
    /// Calls every active silo at the same time. A silo that is lost meanwhile is left out: at its start it finds
    /// everything anew.
    /// </summary>
    /// <exception cref="Exception">What a silo that is still active answered with.</exception>
    public Task CallAllAsync(Func<ISiloFollowerService, Task> call) =>
        Task.WhenAll(silos.GetActiveSilos().Select(silo => CallAsync(silo, call)));

    private async Task CallAsync(SiloAddress silo, Func<ISiloFollowerService, Task> call)
    {
        try
        {
            await call(GetGrainService(silo));
        }
        catch (Exception fault) when (TransientFaults.IsTransient(fault)
            && silos.GetApproximateSiloStatus(silo) != SiloStatus.Active)
        {
            return;
        }
    }
}
