using Ayni.Catalog;
using Ayni.Interactions;
using Ayni.Models;
using Ayni.Silo.Engines;
using Ayni.Silo.Hosting;
using Ayni.TrainingRuns;
using Orleans.Runtime;

namespace Ayni.Gateway.Status;

/// <summary>Gathers what every part says of itself.</summary>
internal sealed class StatusReader(
    IInteractionLog log,
    ICatalogStore catalog,
    IGrainFactory grains,
    EngineInfo engine,
    AyniSiloOptions options,
    TimeProvider clock)
{
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(2);

    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();

    public async Task<StatusAnswer> ReadAsync(CancellationToken cancellationToken)
    {
        var registry = grains.GetGrain<IModelRegistryGrain>(ModelNames.Default).Get();
        var training = grains.GetGrain<ITrainerGrain>(ModelNames.Default).GetStatus();
        var hosts = GetHostsAsync();
        var head = log.GetHeadAsync(cancellationToken);
        var products = catalog.CountAsync(cancellationToken);
        var models = await registry;
        var run = await training;
        return new StatusAnswer
        {
            Version = BuildVersion.Current,
            Engine = new EngineAnswer(engine.Name, engine.Version, engine.Description),
            Silos = [.. (await hosts).Select(host => new SiloAnswer($"{host.Key}", $"{host.Value}"))],
            Data = DataAnswer.From(options),
            LogHead = await head,
            Products = await products,
            ActiveModel = models.ActiveVersion,
            Models = models.Versions.Length,
            TrainingPhase = run.Phase,
            TrainingProgress = run.Progress,
            StartedAt = _startedAt,
            UptimeSeconds = Math.Round((clock.GetUtcNow() - _startedAt).TotalSeconds, 3),
        };
    }

    /// <summary>What keeps the gateway from answering; empty if nothing does.</summary>
    public async Task<IReadOnlyList<string>> FindObstaclesAsync(CancellationToken cancellationToken)
    {
        var storage = TryAsync("storage", log.GetHeadAsync(cancellationToken));
        var silo = TryAsync("silo", grains.GetGrain<IModelRegistryGrain>(ModelNames.Default).GetActiveVersion());
        return [.. (await Task.WhenAll(storage, silo)).OfType<string>()];
    }

    // Without a token: the answer is at hand, and the embedded engine's grain has no overload that takes one.
    private Task<Dictionary<SiloAddress, SiloStatus>> GetHostsAsync() =>
        grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);

    private async Task<string?> TryAsync(string part, Task probe)
    {
        try
        {
            await probe.WaitAsync(ReadyTimeout, clock);
            return null;
        }
        catch (Exception exception)
        {
            // Whatever the reason, the part does not answer, and that is what is asked.
            return $"{part}: {exception.Message}";
        }
    }
}
