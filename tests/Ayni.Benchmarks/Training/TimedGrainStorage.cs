using Ayni.Grains.Training;
using Orleans.Storage;

namespace Ayni.Benchmarks.Training;

/// <summary>The storage of grains, with the journal of training noted as it is saved.</summary>
internal sealed class TimedGrainStorage(IGrainStorage storage, RunTimeline timeline) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (began, written) = (timeline.Now, grainState.State);
        await storage.WriteStateAsync(stateName, grainId, grainState);
        if (written is TrainingRunState state)
            timeline.Add(state, began);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ClearStateAsync(stateName, grainId, grainState);
}
