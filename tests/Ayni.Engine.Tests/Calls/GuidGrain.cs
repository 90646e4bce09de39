namespace Ayni.Engine.Tests.Calls;

public sealed class GuidGrain : Grain, IGuidGrain
{
    public Task<Guid> GetKey() => Task.FromResult(this.GetPrimaryKey());
}
