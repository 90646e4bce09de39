using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>Configures the host of every silo of a test cluster.</summary>
public interface IHostConfigurator
{
    void Configure(IHostBuilder hostBuilder);
}
