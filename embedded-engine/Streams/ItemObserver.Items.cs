using Orleans.Streams;

namespace Ayni.EmbeddedEngine.Streams;

/// <summary>An observer of items of one type.</summary>
internal sealed class ItemObserver<T>(IAsyncObserver<T> observer) : ItemObserver
{
    public override Task OnNextAsync(StreamItem item) => observer.OnNextAsync((T)item.Value!, item.Token);

    public override Task OnErrorAsync(Exception exception) => observer.OnErrorAsync(exception);
}
