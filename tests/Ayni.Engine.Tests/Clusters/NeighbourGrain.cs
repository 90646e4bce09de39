using Orleans.Placement;
using Orleans.Runtime;

namespace Ayni.Engine.Tests.Clusters;

[PreferLocalPlacement]
public sealed class NeighbourGrain(ILocalSiloDetails silo) : Grain, INeighbourGrain
{
    public Task<string> GetSilo() => Task.FromResult(silo.SiloAddress.ToString());
}
