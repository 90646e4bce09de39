using Ayni.EmbeddedEngine.Clusters;
using Ayni.EmbeddedEngine.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Makes the hosts of a test cluster.</summary>
internal sealed class TestClusterHosts(
    TestClusterOptions options, IConfiguration configuration, ClusterRuntime cluster)
{
    public IHost MakeSilo(short instance, string name)
    {
        var builder = MakeBuilder();
        builder.UseOrleans((_, silo) => silo
            .Configure<SiloOptions>(one => one.SiloName = name)
            .Configure<EndpointOptions>(one =>
            {
                one.SiloPort = options.BaseSiloPort + instance;
                one.GatewayPort = options.BaseGatewayPort + instance;
            })
            .Configure<ClusterOptions>(one =>
            {
                one.ClusterId = options.ClusterId;
                one.ServiceId = options.ServiceId;
            }));
        foreach (var configurator in Make(options.SiloBuilderConfiguratorTypes))
        {
            (configurator as IHostConfigurator)?.Configure(builder);
            if (configurator is ISiloConfigurator ofSilo)
                builder.UseOrleans((_, silo) => ofSilo.Configure(silo));
        }

        return builder.Build();
    }

    public IHost MakeClient()
    {
        var builder = MakeBuilder();
        var configurators = Make(options.ClientBuilderConfiguratorTypes).ToArray();
        foreach (var configurator in configurators.OfType<IHostConfigurator>())
            configurator.Configure(builder);
        builder.ConfigureServices((context, services) =>
        {
            var client = new ClientBuilder(services, context.Configuration);
            foreach (var configurator in configurators.OfType<IClientBuilderConfigurator>())
                configurator.Configure(configuration, client);
        });
        return builder.Build();
    }

    private static IEnumerable<object> Make(IEnumerable<string?> types) => types
        .Where(static type => !string.IsNullOrWhiteSpace(type))
        .Select(static type => Activator.CreateInstance(Type.GetType(type!, throwOnError: true)!)!);

    private HostBuilder MakeBuilder()
    {
        var builder = new HostBuilder();
        builder.UseEnvironment(Environments.Development);
        builder.Properties["Configuration"] = configuration;
        builder.ConfigureHostConfiguration(host => host.AddConfiguration(configuration));
        builder.ConfigureServices(services => services.AddSingleton(cluster));
        return builder;
    }
}
