using Ayni.Silo.Ingestion.Protocol;

namespace Ayni.Silo.Tests.Ingestion.Protocol;

/// <summary>
/// As RabbitMQ does it: tags count up in each channel, a tag is settled once, and what a channel did not settle goes
/// back into the queue.
/// </summary>
internal sealed class SimulatedQueue(IngestionLimits limits, Func<int, int> below) : SimulatedBroker(limits, below)
{
    private readonly Queue<SimulatedMessage> _ready = [];
    private readonly SortedDictionary<long, SimulatedMessage> _unsettled = [];
    private long _lane;
    private long _lastLane;
    private long _lastTag;

    protected override bool IsDone => _ready.Count + _unsettled.Count == 0;

    protected override void Publish(SimulatedMessage message) => _ready.Enqueue(message);

    protected override void OpenLane()
    {
        if (_lane != 0)
            return;
        _lane = ++_lastLane;
        _lastTag = 0;
        Apply(new IngestionEvent.LaneOpened(_lane));
    }

    protected override void CloseLane()
    {
        if (_lane == 0)
            return;
        var lane = _lane;
        LoseConsumer();
        Apply(new IngestionEvent.LaneClosed(lane));
    }

    protected override void Deliver()
    {
        if (IsPaused || _lane == 0 || !_ready.TryDequeue(out var message))
            return;
        _unsettled[++_lastTag] = message;
        Deliver(_lane, _lastTag, message);
    }

    protected override void LoseConsumer()
    {
        GiveBack(long.MaxValue);
        _lane = 0;
    }

    protected override void Settle(IngestionCommand.Settle settle)
    {
        Assert.Equal(_lane, settle.Lane);
        foreach (var refused in settle.Refused)
        {
            Assert.True(_unsettled.Remove(refused.Sequence, out var message), "A tag was settled twice.");
            CheckSettled(message, isRefused: true);
        }

        if (settle.LastGood is not { } last)
            return;
        Assert.True(_unsettled.ContainsKey(last), "The broker closes a channel that acknowledges an unknown tag.");
        foreach (var tag in _unsettled.Keys.Where(tag => tag <= last).ToArray())
        {
            _unsettled.Remove(tag, out var message);
            CheckSettled(message!, isRefused: false);
        }
    }

    protected override void Release(IngestionCommand.Release release)
    {
        Assert.Equal(_lane, release.Lane);
        Assert.True(_unsettled.ContainsKey(release.UpTo), "The broker closes a channel that releases an unknown tag.");
        GiveBack(release.UpTo);
    }

    private void GiveBack(long upTo)
    {
        foreach (var tag in _unsettled.Keys.Where(tag => tag <= upTo).ToArray())
        {
            _unsettled.Remove(tag, out var message);
            _ready.Enqueue(message!);
        }
    }
}
