using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace Ayni.EmbeddedEngine.Storage;

/// <summary>States of grains as JSON in memory, shared by the silos of a cluster.</summary>
internal sealed class MemoryStore : IGrainStorage
{
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    private readonly ConcurrentDictionary<(string State, GrainId Grain), (byte[] Json, string ETag)> _states = new();
    private long _lastTag;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_states.TryGetValue((stateName, grainId), out var stored))
        {
            grainState.State = JsonSerializer.Deserialize<T>(stored.Json, Json);
            grainState.ETag = stored.ETag;
            grainState.RecordExists = true;
        }
        else
        {
            Reset(grainState);
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var tag = Interlocked.Increment(ref _lastTag).ToString(CultureInfo.InvariantCulture);
        var written = (JsonSerializer.SerializeToUtf8Bytes(grainState.State, Json), tag);
        var key = (stateName, grainId);
        var done = _states.TryGetValue(key, out var stored)
            ? stored.ETag == grainState.ETag && _states.TryUpdate(key, written, stored)
            : grainState.ETag is null && _states.TryAdd(key, written);
        if (!done)
            throw Conflict("Write", stateName, grainId, grainState.ETag);
        grainState.ETag = tag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        if (_states.TryGetValue(key, out var stored)
            && (stored.ETag != grainState.ETag || !_states.TryRemove(new(key, stored))))
        {
            throw Conflict("Clear", stateName, grainId, grainState.ETag);
        }

        Reset(grainState);
        return Task.CompletedTask;
    }

    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private InconsistentStateException Conflict(string operation, string stateName, GrainId grainId, string? expected)
    {
        var stored = _states.TryGetValue((stateName, grainId), out var found) ? found.ETag : null;
        return new($"{operation} of state {stateName} of {grainId}: its ETag is not the one read.", stored, expected);
    }
}
