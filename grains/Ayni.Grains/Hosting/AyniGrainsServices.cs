using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Following;
using Ayni.Grains.Models;
using Ayni.Grains.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Ayni.Grains.Hosting;

/// <summary>Registers what the grains need beside storage.</summary>
public static class AyniGrainsServices
{
    /// <summary>
    /// Adds the silo's model cache, its list of active readers, the log's tail as a hosted service,
    /// training, and the options.
    /// Expects <see cref="IInteractionLog"/>, <see cref="ICatalogStore"/> and <see cref="IModelStore"/>; add storage
    /// first, so that it starts before the tail. Call it once a silo.
    /// </summary>
    /// <exception cref="AyniException"><c>invalid</c>: an option is out of range.</exception>
    public static IServiceCollection AddAyniGrains(
        this IServiceCollection services, AyniGrainsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        options ??= new AyniGrainsOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRecommendationIdSource, TimeOrderedIdSource>();
        services.AddSingleton(options.Shards.Validate());
        services.AddSingleton(options.Products.Validate());
        services.AddSingleton<ModelCache>();
        services.AddSingleton<LogPopularity>();
        services.AddSingleton<ShardTableLoader>();
        services.AddSingleton<CatalogSearch>();
        services.AddSingleton<SimilarProducts>();
        services.AddSingleton<UserRecommender>();
        services.AddSingleton<ActiveReaders>();
        services.AddSingleton<InteractionTail>();
        services.AddAyniTraining(options.Training);
        if (options.FollowsLog)
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<InteractionTail>());
        return services;
    }
}
