using Ayni.Cluster.Tests.Processes;
using Ayni.Cluster.Tests.Shop;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Models;
using Ayni.Silo.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ayni.Cluster.Tests.Answers;

/// <summary>A data directory with catalogue, log and model, made once and served by a gateway as a process.</summary>
/// <param name="catalogue">What is in it.</param>
/// <param name="folder">Where it is kept; one that was made before is used as it is.</param>
internal sealed class MeasuredShop(MeasuredCatalogue catalogue, string folder)
{
    private const string Done = "measured";
    private const int Batch = 5_000;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan TrainingLimit = TimeSpan.FromHours(1);

    private readonly string _data = Path.Combine(folder, catalogue.Name);

    /// <summary>Makes it where it is not there.</summary>
    public async Task PrepareAsync(GowallaLog log)
    {
        var done = Path.Combine(_data, Done);
        if (File.Exists(done))
            return;
        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
        Directory.CreateDirectory(_data);
        await FillAsync(log);
        if (catalogue.Training is { } training)
        {
            using var gateway = await StartAsync();
            await new ShopClient(gateway.Http!) { TrainingLimit = TrainingLimit }.TrainAsync(training);
            await gateway.SignalAsync("TERM");
        }

        await File.WriteAllTextAsync(done, "");
    }

    /// <summary>Starts a gateway on it.</summary>
    public async Task<AyniProcess> StartAsync()
    {
        var member = Member.Gateway("gateway");
        var settings = new ServerSettings(folder, new Dictionary<string, string>
        {
            ["Ayni__DataDirectory"] = _data,
            ["urls"] = $"{member.Address}",
        });
        var gateway = AyniProcess.StartGateway(member.Name, settings, member.Address);
        await gateway.WaitUntilUpAsync();
        return gateway;
    }

    private async Task FillAsync(GowallaLog log)
    {
        using var host = NewSilo();
        await host.StartAsync();
        var store = host.Services.GetRequiredService<ICatalogStore>();
        foreach (var numbers in Enumerable.Range(0, catalogue.Products).Chunk(Batch))
            await store.UpsertAsync([.. numbers.Select(SeededProducts.Of)]);
        var interactions = host.Services.GetRequiredService<IInteractionLog>();
        await interactions.AppendBulkAsync(log.PurchasesAsync(Start));
        if (catalogue.Training is null)
        {
            await RandomModel.PublishAsync(
                RandomModel.Of(catalogue.Products, await interactions.GetHeadAsync(), Start),
                host.Services.GetRequiredService<IModelStore>(),
                host.Services.GetRequiredService<IGrainFactory>()
                    .GetGrain<IModelRegistryGrain>(ModelNames.Default),
                log.Shoppers);
        }

        await host.StopAsync();
    }

    private IHost NewSilo()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{AyniSiloOptions.Section}:{nameof(AyniSiloOptions.DataDirectory)}"] = _data,
        });
        builder.Logging.ClearProviders();
        builder.AddAyni();
        return builder.Build();
    }
}
