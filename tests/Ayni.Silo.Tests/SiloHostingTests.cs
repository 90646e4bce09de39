using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces.Training;
using Ayni.GrainInterfaces.Users;
using Ayni.Silo.Hosting;
using Ayni.Silo.Ingestion.Kafka;
using Ayni.Silo.Ingestion.RabbitMq;
using Ayni.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Ayni.Silo.Tests;

public sealed class SiloHostingTests
{
    [Fact]
    public async Task AddAyniSilo_OnADirectory_StartsAnswersAndStops()
    {
        using var folder = new TemporaryFolder();
        using (var host = HostOn("DataDirectory", folder.Path))
        {
            await host.StartAsync();
            var grains = host.Services.GetRequiredService<IGrainFactory>();

            var status = await grains.GetGrain<ITrainerGrain>(ModelNames.Default).GetStatus();

            Assert.Equal(TrainingPhase.Idle, status.Phase);
            await host.StopAsync();
        }

        Assert.True(File.Exists(Path.Combine(folder.Path, "ayni.db")));
    }

    [Fact]
    public void AddAyniSilo_TextEncoderThatIsNotThere_IsRefusedWithItsPath()
    {
        using var folder = new TemporaryFolder();
        var missing = Path.Combine(folder.Path, "no-encoder");

        var error = Assert.Throws<ArgumentException>(() => HostOn("TextEncoder", missing));

        Assert.Contains("Ayni:TextEncoder", error.Message, StringComparison.Ordinal);
        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddAyniSilo_DirectoryServedAlready_IsRefusedUntilTheFirstStops()
    {
        using var folder = new TemporaryFolder();
        using var first = HostOn("DataDirectory", folder.Path);
        await first.StartAsync();
        using (var second = HostOn("DataDirectory", folder.Path))
        {
            var error = await Assert.ThrowsAsync<AyniException>(() => second.StartAsync());
            Assert.Equal(ErrorCodes.Conflict, error.Code);
            Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
        }

        await first.StopAsync();

        using var third = HostOn("DataDirectory", folder.Path);
        await third.StartAsync();
        await third.StopAsync();
    }

    [Fact]
    public void AddAyniSilo_WithoutABroker_ConsumesNone()
    {
        using var host = HostOn("DataDirectory", "unused");

        Assert.DoesNotContain(
            host.Services.GetServices<IHostedService>(), service => service is KafkaIngestion or RabbitMqIngestion);
    }

    [Fact]
    public void AddAyniSilo_WithABroker_ConsumesAndChecksIt()
    {
        using var host = HostOn("Kafka:BootstrapServers", "localhost:1");

        Assert.Single(host.Services.GetServices<IHostedService>(), service => service is KafkaIngestion);
        Assert.Contains(
            host.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations,
            check => check.Name == KafkaIngestion.Source);
    }

    [Fact]
    public async Task AddAyniSilo_StartedAgain_KnowsWhatItKnew()
    {
        using var folder = new TemporaryFolder();
        using (var host = HostOn("DataDirectory", folder.Path))
        {
            await host.StartAsync();
            await AppendPurchaseAsync(host);
            await host.Services.GetRequiredService<IGrainFactory>()
                .GetGrain<IUserGrain>("rosa").PutProfile(new UserProfile { Segment = "new", Country = "PE" });
            await host.StopAsync();
        }

        using var again = HostOn("DataDirectory", folder.Path);
        await again.StartAsync();
        var view = await again.Services.GetRequiredService<IGrainFactory>().GetGrain<IUserGrain>("rosa").Get(10);
        await again.StopAsync();

        Assert.Equal("PE", view.Profile.Country);
        Assert.Equal("chullo", Assert.Single(view.Recent).Interaction.ProductId);
    }

    private static IHost HostOn(string setting, string value)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection([new($"{AyniSiloOptions.Section}:{setting}", value)]);
        builder.AddAyniSilo();
        return builder.Build();
    }

    private static async Task AppendPurchaseAsync(IHost host) =>
        await host.Services.GetRequiredService<IInteractionLog>().AppendAsync(
        [
            new Interaction
            {
                EventId = "e1",
                UserId = "rosa",
                ProductId = "chullo",
                Type = InteractionType.Purchase,
                Timestamp = new DateTimeOffset(2026, 7, 28, 12, 0, 0, TimeSpan.Zero),
            },
        ]);
}
