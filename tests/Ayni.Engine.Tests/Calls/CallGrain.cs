using Orleans.Runtime;

namespace Ayni.Engine.Tests.Calls;

public sealed class CallGrain : Grain, ICallGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public Task<string> WhoAreYou() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<Guid> GetActivation() => Task.FromResult(_activation);

    public ValueTask<int> Twice(int value) => new(2 * value);

    public Task<Parcel> Echo(Parcel parcel) => Task.FromResult(parcel);

    public Task<string?> EchoText(string? text) => Task.FromResult(text);

    public Task Fail(string message) => throw new ShopException(message, "sold_out");

    public async Task<int> FailLate(int value)
    {
        await Task.Yield();
        throw new ArgumentOutOfRangeException(nameof(value), value, "too much");
    }

    public async Task WaitForToken(CancellationToken cancellationToken)
    {
        Probe.Signal($"{this.GetPrimaryKeyString()} waits");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Probe.Signal($"{this.GetPrimaryKeyString()} was cancelled");
            throw;
        }
    }

    public Task HangUntil(string signal) => Probe.Signalled(signal);

    public Task HangShortly(string signal) => Probe.Signalled(signal);

    public Task Notify(string signal)
    {
        Probe.Signal(signal);
        throw new ShopException("nobody hears this", "none");
    }

    public Task<object?> GetRequestValue(string key) => Task.FromResult(RequestContext.Get(key));

    public Task<string> AskOther(string key) => GrainFactory.GetGrain<ICallGrain>(key).WhoAreYou();

    public Task<string> Call(ICallGrain other) => other.WhoAreYou();
}
