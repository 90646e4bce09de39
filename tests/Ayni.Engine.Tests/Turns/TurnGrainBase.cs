using Orleans.Runtime;

namespace Ayni.Engine.Tests.Turns;

public abstract class TurnGrainBase : Grain
{
    private int _sum;

    private string Key => this.GetPrimaryKeyString();

    public async Task Work(string name)
    {
        Probe.Note(Key, $"{name} begins");
        Probe.Signal($"{Key} {name} begins");
        await Probe.Signalled($"{Key} {name} may end");
        Probe.Note(Key, $"{name} ends");
    }

    public Task Interleave(string name) => Work(name);

    public Task Read(string name) => Work(name);

    public async Task Add()
    {
        var before = _sum;
        _sum = before + 1;
        await Task.Yield();
        Probe.Count(Key);
    }

    public Task<int> GetSum() => Task.FromResult(_sum);

    public async Task<bool> RunsOnOwnScheduler()
    {
        var own = TaskScheduler.Current;
        await Task.Yield();
        return own != TaskScheduler.Default && TaskScheduler.Current == own;
    }

    public async Task CallBack(ITurnGrain other, bool allow)
    {
        using var section = allow ? RequestContext.AllowCallChainReentrancy() : default;
        await other.PassBack(this.AsReference<ITurnGrain>());
    }

    public Task PassBack(ITurnGrain first) => first.Ping();

    public Task Ping() => Task.CompletedTask;
}
