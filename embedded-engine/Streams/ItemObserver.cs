namespace Ayni.EmbeddedEngine.Streams;

/// <summary>An observer, whatever its items.</summary>
internal abstract class ItemObserver
{
    public abstract Task OnNextAsync(StreamItem item);

    public abstract Task OnErrorAsync(Exception exception);
}
