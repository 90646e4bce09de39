namespace Ayni.Engine.Tests.Calls;

public sealed class NumberedGrain : Grain, INumberedGrain
{
    public Task<long> GetKey() => Task.FromResult(this.GetPrimaryKeyLong());
}
