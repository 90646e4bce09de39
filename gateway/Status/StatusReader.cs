using Ayni.Domain.Catalog;
using Ayni.Domain.Copies;
using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.Gateway.Copies;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Training;
using Ayni.Silo.Hosting;

namespace Ayni.Gateway.Status;

/// <summary>Gathers what every part says of itself.</summary>
internal sealed class StatusReader(
    IInteractionLog log,
    ICatalogStore catalog,
    ILogCopies copies,
    CopyJob copyJob,
    IGrainFactory grains,
    AyniSiloOptions options,
    TimeProvider clock)
{
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();

    public async Task<StatusAnswer> ReadAsync(CancellationToken cancellationToken)
    {
        var registry = grains.GetGrain<IModelRegistryGrain>(ModelNames.Default).Get(cancellationToken);
        var training = grains.GetGrain<ITrainerGrain>(ModelNames.Default).GetStatus(cancellationToken);
        var hosts = GetHostsAsync();
        var head = log.GetHeadAsync(cancellationToken);
        var folders = copies.ReadAsync(cancellationToken);
        var products = catalog.CountAsync(cancellationToken);
        var models = await registry;
        var run = await training;
        return new StatusAnswer
        {
            Version = BuildVersion.Current,
            OrleansVersion = OrleansVersion.Current,
            Silos = [.. (await hosts).Select(host => new SiloAnswer($"{host.Key}", $"{host.Value}"))],
            Data = DataAnswer.From(options),
            LogHead = await head,
            Products = await products,
            Copies = CopiesAnswer.From(await folders, copyJob.DueAt),
            ActiveModel = models.ActiveVersion,
            Models = models.Versions.Length,
            TrainingPhase = run.Phase,
            TrainingProgress = run.Progress,
            StartedAt = _startedAt,
            UptimeSeconds = Math.Round((clock.GetUtcNow() - _startedAt).TotalSeconds, 3),
        };
    }

    private Task<Dictionary<SiloAddress, SiloStatus>> GetHostsAsync() =>
        grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
}
