using Orleans.Storage;

namespace Ayni.EmbeddedEngine.Storage;

/// <summary>A state of one activation.</summary>
internal sealed class PersistentState<TState>(string stateName, GrainId grainId, IGrainStorage storage)
    : PersistentState, IPersistentState<TState>
{
    private readonly GrainState<TState> _state = new();

    public TState State
    {
        get => _state.State!;
        set => _state.State = value;
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _state.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public override async Task ReadStateAsync(CancellationToken cancellationToken)
    {
        await storage.ReadStateAsync(stateName, grainId, _state, cancellationToken);

        // A storage may leave the state alone where it has none.
        _state.State ??= Activator.CreateInstance<TState>();
    }

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        storage.WriteStateAsync(stateName, grainId, _state, cancellationToken);

    public async Task ClearStateAsync(CancellationToken cancellationToken)
    {
        await storage.ClearStateAsync(stateName, grainId, _state, cancellationToken);
        _state.State ??= Activator.CreateInstance<TState>();
    }
}
