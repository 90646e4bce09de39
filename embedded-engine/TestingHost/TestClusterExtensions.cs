using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>Configuration of the cluster a host belongs to.</summary>
public static class TestClusterExtensions
{
    public static IConfiguration GetConfiguration(this IHostBuilder builder) =>
        builder.Properties.TryGetValue("Configuration", out var found) && found is IConfiguration configuration
            ? configuration
            : throw new InvalidOperationException(
                $"Expected configuration object in \"Configuration\" property of type {nameof(IConfiguration)} on "
                + $"{nameof(IHostBuilder)}.");

    public static string? GetConfigurationValue(this IHostBuilder hostBuilder, string key) =>
        hostBuilder.GetConfiguration()[key];
}
