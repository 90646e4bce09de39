using Orleans.Concurrency;

namespace Ayni.Engine.Tests.Simulation;

/// <summary>Loses counts: another request may run between its reading and its writing.</summary>
[Reentrant]
public sealed class CarelessTallyGrain : Grain, ICarelessTallyGrain
{
    private int _total;

    public async Task<int> Add()
    {
        var read = _total;
        await GrainFactory.GetGrain<ITallyGrain>($"audit of {this.GetPrimaryKeyString()}").Get();
        _total = read + 1;
        return _total;
    }

    public Task<int> Get() => Task.FromResult(_total);
}
