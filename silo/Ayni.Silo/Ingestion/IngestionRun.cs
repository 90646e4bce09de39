using System.Threading.Channels;
using Ayni.Domain.Interactions;
using Ayni.Silo.Ingestion.Protocol;

namespace Ayni.Silo.Ingestion;

/// <summary>
/// One run of a consumer, from a connection to its loss: keeps the state, appends and keeps time as the state says, and
/// leaves what concerns the broker to its caller. Used by one thread at a time; ends of appends and timers come in by
/// <see cref="Events"/>.
/// </summary>
internal sealed partial class IngestionRun(
    IngestionLimits limits, IInteractionLog log, IngestionStatus status, TimeProvider clock,
    ILogger logger)
{
    // Unbounded, since it holds one outcome, one timer, and what the broker's own limit lets through.
    private readonly Channel<IngestionEvent> _events = Channel.CreateUnbounded<IngestionEvent>();

    private IngestionState _state = IngestionState.Empty;

    /// <summary>What has happened and is to be given to <see cref="Apply"/>.</summary>
    public ChannelReader<IngestionEvent> Events => _events.Reader;

    /// <summary>The broker is asked for no more.</summary>
    public bool IsPaused => _state.IsPaused;

    /// <summary>Something waits for others to share a commit with, or for the end of a commit.</summary>
    public bool IsBusy => _state.Held > 0;

    /// <summary>A commit is under way.</summary>
    public bool IsAppending => _state.Commit != 0;

    /// <summary>Puts an event in line, from any thread.</summary>
    public void Post(IngestionEvent happened) => _events.Writer.TryWrite(happened);

    /// <summary>Ends <see cref="Events"/>: the connection is gone.</summary>
    public void End(Exception reason) => _events.Writer.TryComplete(reason);

    /// <summary>Takes an event into account.</summary>
    /// <returns>What to tell the broker, in order.</returns>
    public IReadOnlyList<IngestionCommand> Apply(IngestionEvent happened)
    {
        (_state, var commands) = IngestionCore.Next(_state, happened, limits);
        List<IngestionCommand>? forBroker = null;
        foreach (var command in commands)
        {
            switch (command)
            {
                case IngestionCommand.Append append:
                    _ = AppendAsync(append);
                    break;
                case IngestionCommand.StartTimer timer:
                    _ = ElapseAsync(timer);
                    break;
                default:
                    (forBroker ??= []).Add(command);
                    break;
            }
        }

        return forBroker ?? [];
    }

    // Not cancellable: a commit that has begun is waited for, and its messages are acknowledged.
    private async Task AppendAsync(IngestionCommand.Append append)
    {
        try
        {
            var results = await log.AppendAsync(append.Interactions, CancellationToken.None);
            status.CountAppended(append.Interactions, results);
            Post(new IngestionEvent.Appended(append.Commit));
        }
        catch (ArgumentException refusal)
        {
            Post(new IngestionEvent.AppendRefused(append.Commit, refusal.Message));
        }
        catch (Exception failure)
        {
            // Whatever it was: the messages are kept, and tried again.
            status.CountFailure();
            LogAppendFailed(status.Source, append.Interactions.Count, failure.Message);
            Post(new IngestionEvent.AppendFailed(append.Commit));
        }
    }

    private async Task ElapseAsync(IngestionCommand.StartTimer timer)
    {
        await Task.Delay(timer.Delay, clock);
        Post(new IngestionEvent.TimerElapsed(timer.Timer));
    }
}
