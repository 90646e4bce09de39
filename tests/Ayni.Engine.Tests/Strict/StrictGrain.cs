namespace Ayni.Engine.Tests.Strict;

public sealed class StrictGrain : Grain, IStrictGrain
{
    public Task<object?> Echo(object? value) => Task.FromResult(value);

    public Task Throw(string code) => throw new BareException(code);
}
