using System.Diagnostics;
using System.Threading.Channels;

namespace Ayni.Storage.Interactions;

/// <summary>
/// Lets concurrent appends share a commit: while one commit is being written, the calls that arrive wait in a bounded
/// queue, and the next commit takes all of them up to a limit. Nobody waits for a timer.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    /// <summary>Calls that may wait; more callers wait to get into the queue.</summary>
    public const int MaxQueuedCalls = 4096;

    /// <summary>A commit takes no further call once it holds this many interactions.</summary>
    public const int MaxCommitInteractions = 16_384;

    private readonly Channel<AppendCall> _queue = Channel.CreateBounded<AppendCall>(
        new BoundedChannelOptions(MaxQueuedCalls) { SingleReader = true });

    private readonly IInteractionWriter _writer;
    private readonly Task _loop;

    public GroupCommit(IInteractionWriter writer)
    {
        _writer = writer;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Waits until the call is on disk. Cancelling works until its commit starts.</summary>
    public async Task AppendAsync(AppendCall call, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(AyniStorage), "The interaction log is closed.");
        }

        var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((AppendCall)state!).TryCancel(token), call);
        await using (registration.ConfigureAwait(false))
            await call.Done.ConfigureAwait(false);
    }

    /// <summary>Refuses new calls, writes those that wait, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var group = new List<AppendCall>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            Collect(group);
            if (group.Count > 0)
                await CommitAsync(group).ConfigureAwait(false);
            group.Clear();
        }
    }

    private void Collect(List<AppendCall> group)
    {
        var interactions = 0;
        while (interactions < MaxCommitInteractions && _queue.Reader.TryRead(out var call))
        {
            if (!call.TryTake())
                continue;
            group.Add(call);
            interactions += call.Interactions.Length;
        }
    }

    private async Task CommitAsync(List<AppendCall> group)
    {
        using var span = BeginSpan(group);
        try
        {
            await _writer.CommitAsync(group).ConfigureAwait(false);
            foreach (var call in group)
                call.Complete();
        }
        catch (Exception exception) // Goes to the callers; the loop serves the next ones.
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.Message);
            foreach (var call in group)
                call.Fail(exception);
        }
    }

    // The loop belongs to no request. The span is the first call's child, and linked to the other calls.
    private static Activity? BeginSpan(List<AppendCall> group) => !StorageInstruments.Spans.HasListeners()
        ? null
        : StorageInstruments.Spans.StartActivity(
            "log commit",
            ActivityKind.Internal,
            group[0].Trace,
            links: group.Skip(1).Where(call => call.Trace != default).Select(call => new ActivityLink(call.Trace)));
}
