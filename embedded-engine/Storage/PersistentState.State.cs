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
        await RunAsync(nameof(ReadStateAsync), storage.ReadStateAsync, cancellationToken);

        // A storage may leave the state alone where it has none.
        _state.State ??= Activator.CreateInstance<TState>();
    }

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        RunAsync(nameof(WriteStateAsync), storage.WriteStateAsync, cancellationToken);

    public async Task ClearStateAsync(CancellationToken cancellationToken)
    {
        await RunAsync(nameof(ClearStateAsync), storage.ClearStateAsync, cancellationToken);
        _state.State ??= Activator.CreateInstance<TState>();
    }

    /// <summary>Callers of grains see storage failures as Orleans' exceptions, as they would with Orleans.</summary>
    private async Task RunAsync(
        string operation,
        Func<string, GrainId, IGrainState<TState>, CancellationToken, Task> run,
        CancellationToken cancellationToken)
    {
        if (RuntimeContext.Current is null)
        {
            throw new InvalidOperationException(
                $"{operation} of state {stateName} of {grainId} was called outside of the turns of its activation.");
        }

        try
        {
            await run(stateName, grainId, _state, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is not OrleansException)
        {
            throw new OrleansException(
                $"Error from storage provider {storage.GetType().Name}.{stateName} during {operation} for grain "
                + $"{grainId}: {exception.Message}",
                exception);
        }
    }
}
