namespace Ayni.Engine.Tests.Lifecycle;

public sealed class UnbuildableGrain : Grain, IUnbuildableGrain
{
    public UnbuildableGrain() => throw new Calls.ShopException("cannot be built", "broken");

    public Task Ping() => Task.CompletedTask;
}
