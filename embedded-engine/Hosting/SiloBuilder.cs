using Ayni.EmbeddedEngine.Silos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;

namespace Ayni.EmbeddedEngine.Hosting;

/// <summary>Registers a silo in the services of a host.</summary>
internal sealed class SiloBuilder : ISiloBuilder
{
    private SiloBuilder(IServiceCollection services, IConfiguration configuration)
    {
        Services = services;
        Configuration = configuration;
    }

    public IServiceCollection Services { get; }

    public IConfiguration Configuration { get; }

    /// <summary>The builder of these services; the same one however often UseOrleans is called.</summary>
    public static SiloBuilder For(IServiceCollection services, IConfiguration? configuration)
    {
        var existing = services.FirstOrDefault(static one => one.ServiceType == typeof(SiloBuilder));
        if (existing is not null)
            return (SiloBuilder)existing.ImplementationInstance!;
        var builder = new SiloBuilder(services, configuration ?? new ConfigurationBuilder().Build());
        services.AddSingleton(builder);
        services.AddEngine();
        services.TryAddSingleton<SiloRuntime>();
        services.TryAddSingleton<ILocalSiloDetails>(static provider => provider.GetRequiredService<SiloRuntime>());
        services.TryAddSingleton<IGrainContextAccessor, CurrentGrainContext>();
        services.TryAddSingleton(static provider => provider.GetRequiredService<SiloRuntime>().Endpoint);
        services.TryAddSingleton<IClusterClient>(
            static provider => provider.GetRequiredService<SiloRuntime>().GrainFactory);
        services.TryAddSingleton<IGrainFactory>(
            static provider => provider.GetRequiredService<SiloRuntime>().GrainFactory);
        services.AddHostedService<SiloHostedService>();
        return builder;
    }
}
