using Ayni.Engine.Tests.Calls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Ayni.Engine.Tests.Hosting;

public sealed class HostTests
{
    private const int SiloPort = 21711;

    [Fact]
    public async Task UseOrleans_HostStarted_ServesGrainsFromItsServices()
    {
        using var host = MakeHost(SiloPort);
        await host.StartAsync();
        var key = Probe.NewKey();

        foreach (var factory in new[]
        {
            host.Services.GetRequiredService<IGrainFactory>(), host.Services.GetRequiredService<IClusterClient>(),
        })
        {
            Assert.Equal(key, await factory.GetGrain<ICallGrain>(key).WhoAreYou());
        }

        var silo = host.Services.GetRequiredService<ILocalSiloDetails>();
        Assert.Equal(("test", SiloPort), (silo.ClusterId, silo.SiloAddress.Endpoint.Port));
        Assert.NotEmpty(silo.Name);

        await host.StopAsync();
    }

#if ENGINE_EMBEDDED
    [Fact]
    public async Task Call_BeforeStart_SaysSo()
    {
        using var host = MakeHost(SiloPort + 1);
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICallGrain>("early");

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(grain.WhoAreYou);

        Assert.Contains("has not started", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_AfterStop_SaysSo()
    {
        using var host = MakeHost(SiloPort + 2);
        await host.StartAsync();
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICallGrain>("late");
        await grain.WhoAreYou();
        await host.StopAsync();

        await Assert.ThrowsAsync<SiloUnavailableException>(grain.WhoAreYou);
    }

    [Fact]
    public async Task Start_CollectionAgeNotOverQuantum_IsRefused()
    {
        using var host = MakeHost(
            SiloPort + 3,
            silo => silo.Configure<Orleans.Configuration.GrainCollectionOptions>(
                static options => options.CollectionAge = options.CollectionQuantum));

        await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync());
    }
#endif

    private static IHost MakeHost(int siloPort, Action<ISiloBuilder>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, siloPort + 1_000, serviceId: "shop", clusterId: "test");
            configure?.Invoke(silo);
        });
        return builder.Build();
    }
}
