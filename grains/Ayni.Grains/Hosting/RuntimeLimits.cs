using Ayni.Grains.Catalog;
using Ayni.Grains.Training;
using Ayni.Grains.Users;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Ayni.Grains.Hosting;

/// <summary>Tells Orleans how long grains live, and what to do when memory or processors are short.</summary>
internal static class RuntimeLimits
{
    public static void AddRuntimeLimits(
        this IServiceCollection services, ActivationOptions activations, OverloadOptions overload)
    {
        services.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionAge = activations.OtherAge;
            SetAge<UserGrain>(collection, activations.UserAge);
            SetAge<ProductGrain>(collection, activations.ProductAge);
            SetAge<FactorBlockGrain>(collection, activations.BlockAge);
            collection.EnableActivationSheddingOnMemoryPressure = activations.ShedsUnderMemoryPressure;
            collection.MemoryUsageLimitPercentage = activations.MemoryLimitPercent;
            collection.MemoryUsageTargetPercentage = activations.MemoryTargetPercent;
        });
        services.Configure<LoadSheddingOptions>(shedding =>
        {
            shedding.LoadSheddingEnabled = overload.ShedsRequests;
            shedding.CpuThreshold = overload.CpuPercent;
            shedding.MemoryThreshold = overload.MemoryPercent;
        });

        // A solve that outlasts its call goes on, and the trainer asks for it again: cancelled, it would never end.
        services.Configure<SiloMessagingOptions>(messaging => messaging.CancelRequestOnTimeout = false);
    }

    private static void SetAge<TGrain>(GrainCollectionOptions collection, TimeSpan age) =>
        collection.ClassSpecificCollectionAge[typeof(TGrain).FullName!] = age;
}
