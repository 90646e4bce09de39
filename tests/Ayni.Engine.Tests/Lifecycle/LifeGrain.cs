namespace Ayni.Engine.Tests.Lifecycle;

public sealed class LifeGrain : Grain, ILifeGrain, IDisposable
{
    private readonly Guid _activation = Guid.NewGuid();
    private bool _active;

    private string Key => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (Probe.Count($"{Key} activations") == 1 && Key.StartsWith("fails", StringComparison.Ordinal))
            throw new Calls.ShopException("closed", "closed");
        _active = true;
        Probe.Note(Key, "activated");
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Note(Key, $"deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<Guid> GetActivation() => _active
        ? Task.FromResult(_activation)
        : throw new InvalidOperationException("Called before it was activated.");

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task LeaveWhileBusy(string signal)
    {
        DeactivateOnIdle();
        Probe.Signal($"{Key} leaves");
        await Probe.Signalled(signal);
        Probe.Note(Key, "work done");
    }

    public Task KeepFor(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public void Dispose() => Probe.Signal($"{Key} disposed");
}
