using Ayni.Domain.Interactions;
using Ayni.Grains.Interactions;
using Ayni.Silo.Ingestion;
using Ayni.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ayni.Silo.Tests.Ingestion;

/// <summary>A host with the consumers of a silo and without its grains, over a log of the test's.</summary>
internal sealed class IngestionHost : IAsyncDisposable
{
    private readonly IHost _host;

    private IngestionHost(IHost host) => _host = host;

    public static async Task<IngestionHost> StartAsync(
        IInteractionLog log,
        IReadOnlyDictionary<string, string?> settings,
        Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(log);
        builder.Services.AddSingleton<IOwnTypes>(new FixedOwnTypes());
        builder.AddAyniIngestion();
        configure?.Invoke(builder.Services);
        var host = new IngestionHost(builder.Build());
        try
        {
            await host._host.StartAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public IngestionStatus Status(string source) =>
        _host.Services.GetRequiredService<IngestionRuns>().StatusOf(source);

    public async Task<HealthReportEntry> HealthAsync(string source) =>
        (await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries[source];

    /// <summary>Waits until the health of a consumer is this.</summary>
    public Task WaitForHealthAsync(string source, HealthStatus expected) => Eventually.HoldsAsync(
        async () => (await HealthAsync(source)).Status == expected, $"{source} is {expected}");

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
