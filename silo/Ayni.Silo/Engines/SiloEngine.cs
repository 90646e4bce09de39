using Ayni.Interactions;
using Ayni.Silo.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Ayni.Silo.Engines;

/// <summary>What the two engines share; the rest stands in a partial file each.</summary>
internal static partial class SiloEngine
{
    /// <summary>Configures a silo: clustering, grain storage, reminders, streams.</summary>
    public static void Configure(ISiloBuilder silo, AyniSiloOptions options)
    {
        silo.Configure<ClusterOptions>(cluster =>
        {
            cluster.ClusterId = options.ClusterId;
            cluster.ServiceId = options.ServiceId;
        });
        silo.AddMemoryStreams(WakeStreams.Provider);
        // Implicit subscriptions alone are used, so the table of explicit ones may live in memory.
        silo.AddMemoryGrainStorage("PubSubStore");
        AddClusterAndStorage(silo, options);
    }
}
