#if ENGINE_EMBEDDED
using Ayni.Silo.Hosting;
using Ayni.Storage;
using Orleans.Hosting;

namespace Ayni.Silo.Engines;

internal static partial class SiloEngine
{
    private static void AddClusterAndStorage(ISiloBuilder silo, AyniSiloOptions options)
    {
        silo.UseLocalhostClustering(serviceId: options.ServiceId, clusterId: options.ClusterId);
        silo.UseInMemoryReminderService();
        silo.Services.AddAyniGrainStorage(GrainStorageNames.Default);
    }
}
#endif
