namespace Ayni.Grains.Tests.Serialization;

/// <inheritdoc cref="IFaultyGrain"/>
[GrainType("faulty")]
internal sealed class FaultyGrain : Grain, IFaultyGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        Faults.ByName.TryGetValue(this.GetPrimaryKeyString(), out var make) ? throw make() : Task.CompletedTask;

    public Task Fail(string fault, CancellationToken cancellationToken) => throw Faults.ByName[fault]();
}
