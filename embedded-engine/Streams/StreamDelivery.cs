using Ayni.EmbeddedEngine.Activations;
using Ayni.EmbeddedEngine.Messaging;

namespace Ayni.EmbeddedEngine.Streams;

/// <summary>An item, or the news that one was lost, for the observer that a grain attached.</summary>
internal sealed class StreamDelivery(StreamSubscription subscription, Func<ItemObserver, Task> deliver) : GrainRequest
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _done.Task;

    /// <summary>An activation that attached no observer gets nothing, as in Orleans.</summary>
    public override Task InvokeAsync(Activation activation) =>
        ObserverTable.Of(activation).Find(subscription.Id) is { } observer ? deliver(observer) : Task.CompletedTask;

    public override void Complete(Task outcome)
    {
        if (outcome.Exception?.InnerException is { } exception)
            _done.TrySetException(exception);
        else if (outcome.IsCanceled)
            _done.TrySetCanceled();
        else
            _done.TrySetResult();
    }

    public override void Fail(Exception exception) => _done.TrySetException(exception);
}
