namespace Ayni.EmbeddedEngine.Storage;

/// <summary>A persistent state, whatever its type.</summary>
internal abstract class PersistentState
{
    public abstract Task ReadStateAsync(CancellationToken cancellationToken);
}
