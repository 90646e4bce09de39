using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Models;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ayni.Gateway.Status;

/// <summary>The parts that must work before this gateway is ready, each by its name.</summary>
internal static class HealthChecks
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public static void AddGatewayHealthChecks(this IServiceCollection services) => services.AddHealthChecks()
        .AddAsyncCheck("storage", async (provider, cancellationToken) =>
        {
            var head = await provider.GetRequiredService<IInteractionLog>().GetHeadAsync(cancellationToken);
            return HealthCheckResult.Healthy($"the log ends at position {head}");
        })
        .AddAsyncCheck("silo", async (provider, cancellationToken) =>
        {
            await provider.GetRequiredService<IGrainFactory>()
                .GetGrain<IModelRegistryGrain>(ModelNames.Default).GetActiveVersion(cancellationToken)
                .WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy("the registry of models answers");
        })
        .AddAsyncCheck("index", (provider, _) => Task.FromResult(CheckIndex(provider)));

    private static HealthCheckResult CheckIndex(IServiceProvider provider)
    {
        if (provider.GetService<ServingModel>() is not { } serving)
            return HealthCheckResult.Healthy("the silos of the cluster hold it");
        var progress = provider.GetRequiredService<CatalogIndex>().Progress;
        var text = FormattableString.Invariant(
            $"{progress.Stage}; {progress.ProductsRead} of {progress.ProductsTotal} products read");
        if (serving is { IsReady: true, RerankerProblem: { } problem })
            return HealthCheckResult.Degraded($"version {serving.Version} answers, not re-ranked: {problem}");
        return serving.IsReady
            ? HealthCheckResult.Healthy($"version {serving.Version ?? "none"} answers; {text}")
            : HealthCheckResult.Unhealthy(text);
    }

    private static IHealthChecksBuilder AddAsyncCheck(
        this IHealthChecksBuilder builder,
        string name,
        Func<IServiceProvider, CancellationToken, Task<HealthCheckResult>> check) =>
        builder.Add(new HealthCheckRegistration(name, provider => new Check(provider, check), null, null, Timeout));

    private sealed class Check(
        IServiceProvider provider, Func<IServiceProvider, CancellationToken, Task<HealthCheckResult>> check)
        : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                return await check(provider, cancellationToken);
            }
            catch (Exception exception)
            {
                // Whatever the reason, the part does not answer, and that is what is asked.
                return HealthCheckResult.Unhealthy(exception.Message);
            }
        }
    }
}
