using Orleans.Runtime.Services;

namespace Ayni.Grains.Answering;

/// <summary>The slices of other silos.</summary>
internal sealed class SliceServices(IServiceProvider services) : GrainServiceClient<ISliceService>(services)
{
    /// <summary>Those of one silo.</summary>
    public ISliceService Of(SiloAddress silo) => GetGrainService(silo);
}
