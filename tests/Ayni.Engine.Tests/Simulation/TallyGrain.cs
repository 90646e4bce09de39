using Ayni.Engine.Tests.State;
using Orleans.Runtime;

namespace Ayni.Engine.Tests.Simulation;

/// <summary>Counts, and answers once the count is stored.</summary>
public sealed class TallyGrain([PersistentState("tally")] IPersistentState<Basket> state) : Grain, ITallyGrain
{
    public async Task<int> Add()
    {
        state.State.Total++;
        await state.WriteStateAsync();
        return state.State.Total;
    }

    public Task<int> Get() => Task.FromResult(state.State.Total);
}
