using Ayni.Domain;
using Ayni.Domain.Catalog;
using Ayni.Domain.Consents;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.Domain.Retention;
using Ayni.GrainInterfaces;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Exports;
using Ayni.Grains.Faults;
using Ayni.Grains.Features;
using Ayni.Grains.Following;
using Ayni.Grains.Interactions;
using Ayni.Grains.Models;
using Ayni.Grains.Retention;
using Ayni.Grains.Scenarios;
using Ayni.Grains.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Serialization.Serializers;

namespace Ayni.Grains.Hosting;

/// <summary>Registers what the grains need beside storage.</summary>
public static class AyniGrainsServices
{
    /// <summary>
    /// Adds the silo's model cache and index, its follower of log and catalogue, training, and the options. Expects
    /// <see cref="IInteractionLog"/>, <see cref="IConsents"/>, <see cref="IRetention"/>, <see cref="ICatalogStore"/>,
    /// <see cref="IModelStore"/> and <see cref="IChangeSignal"/>, and a grain storage named
    /// <see cref="GrainStorageNames.Default"/>. Call it once a silo.
    /// </summary>
    /// <exception cref="AyniException"><c>invalid</c>: an option is out of range.</exception>
    public static IServiceCollection AddAyniGrains(
        this IServiceCollection services, AyniGrainsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        options ??= new AyniGrainsOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<AnswerMetrics>();
        services.AddSingleton<ModelMetrics>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloGauges>();
        services.TryAddSingleton<IRecommendationIdSource, TimeOrderedIdSource>();
        services.AddSingleton(options.Answering.Validate());
        services.AddSingleton(options.Following.Validate());
        services.AddSingleton(options.Products.Validate());
        services.AddSingleton(options.Features.Validate());
        services.AddSingleton<KeywordCache>();
        services.AddSingleton<EmbeddingCache>();
        services.AddSingleton<FeatureStates>();
        services.AddRuntimeLimits(options.Activations.Validate(), options.Overload.Validate());
        services.AddSingleton<IGeneralizedCodec, RemoteFaultCodec>();
        services.AddSingleton<ModelCache>();
        services.AddSingleton<LogPopularity>();
        services.AddSingleton(options.Index.Validate());
        services.AddSingleton<SliceHoldings>();
        services.AddSingleton<CatalogIndex>();
        services.AddSingleton<RerankerFiles>();
        services.AddSingleton<ServingModel>();
        services.AddSingleton<ServedScenarios>();
        services.TryAddSingleton<OwnTypes>();
        services.TryAddSingleton<IOwnTypes>(provider => provider.GetRequiredService<OwnTypes>());
        services.AddSingleton<LogTrends>();
        services.AddSingleton<LogSegments>();
        services.AddSingleton<ScanScheduler>();
        services.AddSingleton<SliceServices>();
        services.AddSingleton<SliceScans>();
        services.AddSingleton<SliceAsker>();
        services.AddSingleton<SliceKeeper>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            provider => provider.GetRequiredService<SliceKeeper>());
        services.AddGrainService<SliceService>();
        services.AddSingleton<LiveScoring>();
        services.AddSingleton<EntryReads>();
        services.AddSingleton<AskedProducts>();
        services.AddSingleton(new ActiveProducts(options.Activations));
        services.AddSingleton<ProductGrains>();
        services.AddSingleton<Explainer>();
        services.AddSingleton<Recommender>();
        services.AddSingleton<IStandbyRecommender, StandbyRecommender>();
        services.AddSingleton<IKnownProducts, KnownProducts>();
        services.AddSingleton<ShopperReader>();
        services.AddSingleton<LiveQuestion>();
        services.AddSingleton<IListExporter, ListExporter>();
        services.AddSingleton<IAudienceFinder, AudienceFinder>();
        services.AddSingleton(typeof(ActiveReaders<>));
        services.AddSingleton<SiloFollower>();
        services.AddSingleton<SiloFollowers>();
        services.AddSingleton<AgedFollower>();
        services.AddGrainService<SiloFollowerService>();
        services.AddAyniTraining(options.Training);
        if (options.Following.RunsByItself)
        {
            services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
                provider => provider.GetRequiredService<SiloFollower>());
            services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
                provider => provider.GetRequiredService<AgedFollower>());
        }

        return services;
    }
}
