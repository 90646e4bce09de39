using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Configures every silo of a test cluster.</summary>
public interface ISiloConfigurator
{
    void Configure(ISiloBuilder siloBuilder);
}
