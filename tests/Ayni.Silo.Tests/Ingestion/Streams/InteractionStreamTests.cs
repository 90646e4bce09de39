using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Interactions;
using Ayni.Silo.Hosting;
using Ayni.Silo.Ingestion;
using Ayni.Silo.Ingestion.Streams;
using Ayni.Storage;
using Ayni.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Streams;

namespace Ayni.Silo.Tests.Ingestion.Streams;

public sealed class InteractionStreamTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private IHost _host = null!;
    private ObservedLog _log = null!;

    public async Task InitializeAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(
            [new($"{AyniSiloOptions.Section}:{nameof(AyniSiloOptions.DataDirectory)}", _folder.Path)]);
        builder.AddAyniSilo();
        builder.Services.AddSingleton(provider =>
            new ObservedLog(provider.GetRequiredService<AyniStorage>().Log));
        builder.Services.AddSingleton<IInteractionLog>(provider => provider.GetRequiredService<ObservedLog>());
        _host = builder.Build();
        await _host.StartAsync();
        _log = _host.Services.GetRequiredService<ObservedLog>();
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Published_OneByOneAndInABatch_AreAppendedOnceInOrder()
    {
        await Stream.OnNextAsync(View("e-1"));
        await Stream.OnNextBatchAsync([View("e-2"), View("e-1"), View("e-3")]);

        await _log.WaitForHeadAsync(3);

        Assert.Equal(["e-1", "e-2", "e-3"], await _log.EventIdsAsync());
    }

    [Fact]
    public async Task Published_Invalid_IsRefusedAloneAndCounted()
    {
        await Stream.OnNextBatchAsync(
            [View("e-1"), View("e-2") with { UserId = "" }, View("e-3") with { Score = double.NaN }, View("e-4")]);

        await _log.WaitForHeadAsync(2);

        Assert.Equal(["e-1", "e-4"], await _log.EventIdsAsync());
        var status = _host.Services.GetRequiredService<IngestionRuns>().StatusOf(InteractionStreamGrain.Source);
        Assert.Equal(2, status.Refused);
    }

    [Fact]
    public async Task Published_CommitFailsAfterItIsOnDisk_IsDeliveredAgainAndCountsOnce()
    {
        var failures = 2;
        _log.After = _ => failures-- > 0 ? throw new IOException("The connection broke.") : Task.CompletedTask;

        await Stream.OnNextBatchAsync([View("e-1"), View("e-2")]);
        await Stream.OnNextAsync(View("e-3"));
        await _log.WaitForHeadAsync(3);

        Assert.Equal(["e-1", "e-2", "e-3"], await _log.EventIdsAsync());
        Assert.True(failures <= 0);
    }

    private IAsyncStream<Interaction> Stream =>
        _host.Services.GetRequiredService<IClusterClient>().GetStreamProvider(InteractionStream.Provider)
            .GetStream<Interaction>(StreamId.Create(InteractionStream.Namespace, "shop"));

    private static Interaction View(string eventId) => new()
    {
        EventId = eventId,
        UserId = "rosa",
        ProductId = "hat",
        Type = InteractionType.View,
        Timestamp = DateTimeOffset.UnixEpoch,
    };
}
