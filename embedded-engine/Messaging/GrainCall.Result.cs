using Ayni.EmbeddedEngine.References;
using Ayni.EmbeddedEngine.Strict;

namespace Ayni.EmbeddedEngine.Messaging;

/// <summary>A call with its result; methods without one use <see cref="bool"/>.</summary>
internal sealed class GrainCall<TResult>(
    CallEndpoint origin, GrainMethod method, object?[] arguments, GrainReference reference)
    : GrainCall(origin, method, arguments, reference)
{
    private readonly TaskCompletionSource<TResult> _done = new(origin.Cluster.Dispatcher.CompletionOptions);

    public Task<TResult> Task => _done.Task;

    public override bool IsDone => _done.Task.IsCompleted;

    public override void Complete(Task outcome)
    {
        try
        {
            outcome.GetAwaiter().GetResult();
            var result = outcome is Task<TResult> typed && Method.HasResult
                ? Origin.Cluster.Copy(typed.GetAwaiter().GetResult(), Method)
                : default!;
            _done.TrySetResult(result);
        }
        catch (Exception exception)
        {
            _done.TrySetException(Origin.Cluster.IsStrict ? MessageCopier.CopyException(exception) : exception);
        }

        Settle();
    }

    public override void Fail(Exception exception)
    {
        _done.TrySetException(exception);
        Settle();
    }
}
