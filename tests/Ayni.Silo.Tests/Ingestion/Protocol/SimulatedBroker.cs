using Ayni.Domain.Interactions;
using Ayni.Silo.Ingestion.Protocol;

namespace Ayni.Silo.Tests.Ingestion.Protocol;

/// <summary>
/// A broker, a log that keeps event ids, and one consumer that may crash between any two steps. A number decides every
/// step, so that a seed gives the whole run.
/// </summary>
internal abstract class SimulatedBroker(IngestionLimits limits, Func<int, int> below)
{
    private const int MaxStepsToFinish = 100_000;
    private const string RefusedByLog = "refused by the log";

    /// <summary>Most events of a message.</summary>
    private const int MaxEvents = 4;

    private readonly HashSet<string> _log = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private readonly List<SimulatedMessage> _published = [];
    private readonly HashSet<long> _timers = [];
    private IngestionState _state = IngestionState.Empty;
    private IngestionCommand.Append? _append;

    /// <summary>Nothing is left to consume.</summary>
    protected abstract bool IsDone { get; }

    protected bool IsPaused { get; private set; }

    /// <summary>Publishes, runs some steps with faults, then runs on without until all is settled.</summary>
    public void Run(int messages, int steps)
    {
        for (var i = 0; i < messages; i++)
        {
            // Of every ten one is refused by the reader and one by the log.
            var kind = below(10);
            var message = new SimulatedMessage($"m{i}", kind == 0 ? 0 : 1 + below(MaxEvents), kind == 1);
            _published.Add(message);
            Publish(message);
        }

        for (var i = 0; i < steps; i++)
            Step(withFaults: true);
        for (var i = 0; !IsDone; i++)
        {
            Assert.True(i < MaxStepsToFinish, $"Not done: {_state}");
            Step(withFaults: false);
        }

        Assert.Equal(
            _published.Where(message => message.IsGood).SelectMany(message => message.EventIds)
                .Order(StringComparer.Ordinal),
            _log.Order(StringComparer.Ordinal));
        Assert.Equal(
            _published.Where(message => !message.IsGood).Select(message => message.Id).Order(StringComparer.Ordinal),
            _refused.Order(StringComparer.Ordinal));
    }

    protected abstract void Publish(SimulatedMessage message);

    protected abstract void OpenLane();

    protected abstract void CloseLane();

    protected abstract void Deliver();

    /// <summary>The consumer is gone: what it did not settle comes again.</summary>
    protected abstract void LoseConsumer();

    protected abstract void Settle(IngestionCommand.Settle settle);

    protected abstract void Release(IngestionCommand.Release release);

    /// <summary>A number from 0 to one below the bound.</summary>
    protected int Below(int bound) => below(bound);

    protected void Deliver(long lane, long sequence, SimulatedMessage message) =>
        Apply(new IngestionEvent.Received(new Delivery(
            lane,
            sequence,
            [.. message.EventIds.Select(id => InteractionOf(id, message))],
            message.Events == 0 ? new MessageProblem("$", "poison") : null)));

    /// <summary>A message was settled: if it was not refused, the log must hold it.</summary>
    protected void CheckSettled(SimulatedMessage message, bool isRefused)
    {
        if (isRefused)
            _refused.Add(message.Id);
        else
            Assert.All(message.EventIds, id => Assert.Contains(id, _log));
    }

    protected void Apply(IngestionEvent happened)
    {
        (_state, var commands) = IngestionCore.Next(_state, happened, limits);
        foreach (var command in commands)
            Execute(command);
        // The message that reaches the limit may go over it.
        Assert.True(_state.Held < (long)limits.MaxHeldEvents + MaxEvents, $"Holds {_state.Held}.");
    }

    private void Step(bool withFaults)
    {
        switch (below(withFaults ? 14 : 9))
        {
            case <= 3:
                Deliver();
                break;
            case <= 5:
                EndAppend(withFaults);
                break;
            case 6:
                ElapseTimer();
                break;
            case <= 8:
                OpenLane();
                break;
            case <= 10:
                CloseLane();
                break;
            case 11:
                Crash();
                break;
            default:
                Apply(new IngestionEvent.TimerElapsed(below(20)));
                break;
        }
    }

    // A commit that fails may be on disk all the same.
    private void EndAppend(bool withFaults)
    {
        if (_append is not { } append)
            return;
        _append = null;
        if (IsRefused(append))
        {
            Apply(new IngestionEvent.AppendRefused(append.Commit, RefusedByLog));
            return;
        }

        var fails = withFaults && below(3) == 0;
        if (!fails || below(2) == 0)
            _log.UnionWith(append.Interactions.Select(interaction => interaction.EventId));
        Apply(fails ? new IngestionEvent.AppendFailed(append.Commit) : new IngestionEvent.Appended(append.Commit));
    }

    private void ElapseTimer()
    {
        if (_timers.Count == 0)
            return;
        var timer = _timers.ElementAt(below(_timers.Count));
        _timers.Remove(timer);
        Apply(new IngestionEvent.TimerElapsed(timer));
    }

    // The commit that is under way may reach the disk or not; nobody hears of it.
    private void Crash()
    {
        if (_append is { } append && !IsRefused(append) && below(2) == 0)
            _log.UnionWith(append.Interactions.Select(interaction => interaction.EventId));
        _append = null;
        _timers.Clear();
        _state = IngestionState.Empty;
        IsPaused = false;
        LoseConsumer();
    }

    private void Execute(IngestionCommand command)
    {
        switch (command)
        {
            case IngestionCommand.Append append:
                Assert.Null(_append);
                _append = append;
                break;
            case IngestionCommand.StartTimer timer:
                _timers.Add(timer.Timer);
                break;
            case IngestionCommand.Settle settle:
                Settle(settle);
                break;
            case IngestionCommand.Release release:
                Release(release);
                break;
            case IngestionCommand.Pause:
                Assert.False(IsPaused);
                IsPaused = true;
                break;
            case IngestionCommand.Resume:
                Assert.True(IsPaused);
                IsPaused = false;
                break;
        }
    }

    private static bool IsRefused(IngestionCommand.Append append) =>
        append.Interactions.Any(interaction => interaction.Query == RefusedByLog);

    private static Interaction InteractionOf(string id, SimulatedMessage message) => new()
    {
        EventId = id,
        UserId = "u",
        Type = InteractionType.Search,
        Query = message.IsRefusedByLog ? RefusedByLog : "hat",
        Timestamp = DateTimeOffset.UnixEpoch,
    };
}
