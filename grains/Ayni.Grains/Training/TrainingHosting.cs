using Ayni.Grains.Content;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ayni.Grains.Training;

/// <summary>Puts what training needs into a silo.</summary>
public static class TrainingHosting
{
    /// <summary>
    /// Adds the silo's share of training: its threads, its cache of factors, the files of runs. Needs the interaction
    /// log and the model store of the storage project.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static IServiceCollection AddAyniTraining(
        this IServiceCollection services, TrainingHostOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var host = options ?? new TrainingHostOptions();
        host.ThrowIfInvalid();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(host);
        services.AddMetrics();
        services.TryAddSingleton<TrainingMetrics>();
        services.TryAddSingleton<TrainingScheduler>();
        services.TryAddSingleton<FactorCache>();
        services.TryAddSingleton<RunFiles>();
        services.TryAddSingleton<TransientFaults>();
        services.TryAddSingleton<ContentStep>();
        services.TryAddSingleton<RunServices>();
        services.AddPlacementDirector<BlockPlacement, BlockPlacementDirector>();
        return services;
    }
}
