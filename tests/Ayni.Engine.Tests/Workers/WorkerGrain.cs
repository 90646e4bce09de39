using Orleans.Concurrency;

namespace Ayni.Engine.Tests.Workers;

[StatelessWorker(3)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public async Task<Guid> Work(string begun, string release)
    {
        Probe.Signal(begun);
        await Probe.Signalled(release);
        return _activation;
    }
}
