using System.Collections.Concurrent;
using System.Text.Json;
using Orleans.Runtime;
using Orleans.Storage;

namespace Ayni.Engine.Tests.Clusters;

/// <summary>
/// A storage of our own that no silo takes with it: Orleans' memory storage lives in grains, and dies with their silos.
/// </summary>
public sealed class SharedStorage : IGrainStorage
{
    public const string Name = "shared";

    private static readonly ConcurrentDictionary<string, (string Json, string ETag)> States = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.RecordExists = States.TryGetValue($"{stateName} {grainId}", out var stored);
        grainState.State = grainState.RecordExists
            ? JsonSerializer.Deserialize<T>(stored.Json)
            : Activator.CreateInstance<T>();
        grainState.ETag = stored.ETag;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = $"{stateName} {grainId}";
        if (States.TryGetValue(key, out var stored) && stored.ETag != grainState.ETag)
            throw new InconsistentStateException($"{key} was written since.", stored.ETag, grainState.ETag);
        grainState.ETag = Guid.NewGuid().ToString("N");
        grainState.RecordExists = true;
        States[key] = (JsonSerializer.Serialize(grainState.State), grainState.ETag);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        States.TryRemove($"{stateName} {grainId}", out _);
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }
}
