using Ayni.EmbeddedEngine.Clusters;
using Ayni.EmbeddedEngine.Messaging;
using Ayni.EmbeddedEngine.References;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Ayni.EmbeddedEngine.Hosting;

/// <summary>Registers a client in the services of a host.</summary>
internal sealed class ClientBuilder : IClientBuilder
{
    public ClientBuilder(IServiceCollection services, IConfiguration configuration)
    {
        Services = services;
        Configuration = configuration;
        services.AddEngine();
        services.TryAddSingleton(static provider => new CallEndpoint(
            provider.GetRequiredService<ClusterRuntime>(),
            null,
            provider.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.Messaging),
            provider.GetRequiredService<IOptions<ClientMessagingOptions>>().Value));
        services.TryAddSingleton<IClusterClient>(
            static provider => new GrainFactory(provider.GetRequiredService<CallEndpoint>(), provider));
        services.TryAddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<IClusterClient>());
    }

    public IServiceCollection Services { get; }

    public IConfiguration Configuration { get; }
}
