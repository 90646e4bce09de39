using Ayni.Engine.Tests.State;
using Orleans.Runtime;

namespace Ayni.Engine.Tests.Clusters;

public sealed class PlacedGrain(
    ILocalSiloDetails silo, [PersistentState("placed", SharedStorage.Name)] IPersistentState<Basket> state)
    : Grain, IPlacedGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Note(this.GetPrimaryKeyString(), $"{reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<string> GetSilo() => Task.FromResult(silo.SiloAddress.ToString());

    public Task<Guid> GetActivation() => Task.FromResult(_activation);

    public async Task Put(int value)
    {
        state.State.Total = value;
        await state.WriteStateAsync();
    }

    public Task<int> Get() => Task.FromResult(state.State.Total);

    public Task HangUntil(string signal)
    {
        Probe.Signal($"{this.GetPrimaryKeyString()} hangs");
        return Probe.Signalled(signal);
    }

    public Task<string> GetSiloOfNeighbour(string key) => GrainFactory.GetGrain<INeighbourGrain>(key).GetSilo();
}
