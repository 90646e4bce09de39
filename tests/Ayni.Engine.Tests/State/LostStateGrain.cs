using Orleans.Runtime;

namespace Ayni.Engine.Tests.State;

public sealed class LostStateGrain([PersistentState("x", "nowhere")] IPersistentState<Basket> state)
    : Grain, ILostStateGrain
{
    public Task Ping() => state.ReadStateAsync();
}
