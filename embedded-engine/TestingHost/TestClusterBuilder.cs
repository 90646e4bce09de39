using Microsoft.Extensions.Configuration;

namespace Orleans.TestingHost;

/// <summary>Builds a cluster of several silos in this process.</summary>
public class TestClusterBuilder
{
    private static int _lastCluster;

    private readonly List<Action<IConfigurationBuilder>> _configureHost = [];
    private readonly List<Action> _configureBuilder = [];

    public TestClusterBuilder()
        : this(2)
    {
    }

    public TestClusterBuilder(short initialSilosCount) => Options = new TestClusterOptions
    {
        InitialSilosCount = initialSilosCount,
        ClusterId = CreateClusterId(),
        ServiceId = Guid.NewGuid().ToString("N"),
        BaseSiloPort = 11111,
        BaseGatewayPort = 30000,
        InitializeClientOnDeploy = true,
    };

    public Dictionary<string, string?> Properties { get; } = [];

    public TestClusterOptions Options { get; }

    public static string CreateClusterId() => $"testcluster-{Interlocked.Increment(ref _lastCluster)}";

    public TestClusterBuilder ConfigureBuilder(Action configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        _configureBuilder.Add(configureDelegate);
        return this;
    }

    public TestClusterBuilder ConfigureHostConfiguration(Action<IConfigurationBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        _configureHost.Add(configureDelegate);
        return this;
    }

    public TestClusterBuilder AddSiloBuilderConfigurator<T>()
        where T : new()
    {
        if (!typeof(ISiloConfigurator).IsAssignableFrom(typeof(T))
            && !typeof(IHostConfigurator).IsAssignableFrom(typeof(T)))
        {
            throw new ArgumentException(
                $"The type {typeof(T)} is not assignable to either {nameof(ISiloConfigurator)} or "
                + nameof(IHostConfigurator));
        }

        Options.SiloBuilderConfiguratorTypes.Add(typeof(T).AssemblyQualifiedName);
        return this;
    }

    public TestClusterBuilder AddClientBuilderConfigurator<T>()
        where T : new()
    {
        if (!typeof(IClientBuilderConfigurator).IsAssignableFrom(typeof(T))
            && !typeof(IHostConfigurator).IsAssignableFrom(typeof(T)))
        {
            throw new ArgumentException(
                $"The type {typeof(T)} is not assignable to either {nameof(IClientBuilderConfigurator)} or "
                + nameof(IHostConfigurator));
        }

        Options.ClientBuilderConfiguratorTypes.Add(typeof(T).AssemblyQualifiedName);
        return this;
    }

    public TestCluster Build()
    {
        foreach (var configure in _configureBuilder)
            configure();
        var builder = new ConfigurationBuilder();
        builder.AddInMemoryCollection(Properties);
        builder.AddInMemoryCollection(Options.ToDictionary());
        foreach (var configure in _configureHost)
            configure(builder);
        return new TestCluster(Options, builder.Build());
    }
}
