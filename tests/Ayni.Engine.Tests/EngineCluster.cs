using Ayni.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Ayni.Engine.Tests;

/// <summary>One silo for the tests that need no more, with a clock that the tests drive.</summary>
public sealed class EngineCluster : IAsyncLifetime
{
    public const string StreamProvider = "streams";

    /// <summary>Long enough for every call that ends, short enough to wait for one that does not.</summary>
    public static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Drives timers, reminders and collection; calls time out by the system's clock.</summary>
    public static FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public TestCluster Cluster { get; private set; } = null!;

    public IGrainFactory Grains => Cluster.Client;

    public async Task InitializeAsync()
    {
        var builder = new TestClusterBuilder(1);
        builder.AddSiloBuilderConfigurator<SiloSetup>();
        builder.AddClientBuilderConfigurator<ClientSetup>();
        Cluster = builder.Build();
        await Cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
    }

    public sealed class SiloSetup : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            siloBuilder
                .AddMemoryGrainStorageAsDefault()
                .AddMemoryGrainStorage("other")
                .AddMemoryStreams(StreamProvider)
                .AddMemoryGrainStorage("PubSubStore")
                .UseInMemoryReminderService()
                .Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(10));
            foreach (var area in new[]
            {
                TimeProviderNames.Grains, TimeProviderNames.ActivationManagement,
                Orleans.Reminders.ReminderTimeProviderNames.Reminders,
            })
            {
                siloBuilder.Services.AddKeyedSingleton<TimeProvider>(area, Clock);
            }
        }
    }

    public sealed class ClientSetup : IClientBuilderConfigurator
    {
        public void Configure(
            Microsoft.Extensions.Configuration.IConfiguration configuration, IClientBuilder clientBuilder) =>
            clientBuilder.AddMemoryStreams(StreamProvider);
    }
}
