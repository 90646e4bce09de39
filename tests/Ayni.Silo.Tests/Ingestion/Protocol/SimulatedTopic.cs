using Ayni.Silo.Ingestion.Protocol;

namespace Ayni.Silo.Tests.Ingestion.Protocol;

/// <summary>As Kafka does it: partitions, and an offset in each up to which all is done.</summary>
internal sealed class SimulatedTopic(IngestionLimits limits, Func<int, int> below) : SimulatedBroker(limits, below)
{
    private const int Partitions = 2;

    private readonly List<SimulatedMessage>[] _messages = [[], []];
    private readonly int[] _settled = new int[Partitions];
    private readonly Dictionary<long, (int Partition, int Next)> _lanes = [];
    private long _lastLane;

    protected override bool IsDone =>
        Enumerable.Range(0, Partitions).All(partition => _settled[partition] == _messages[partition].Count);

    protected override void Publish(SimulatedMessage message) => _messages[Below(Partitions)].Add(message);

    protected override void OpenLane()
    {
        var partition = Below(Partitions);
        if (_lanes.Values.Any(lane => lane.Partition == partition))
            return;
        _lanes[++_lastLane] = (partition, _settled[partition]);
        Apply(new IngestionEvent.LaneOpened(_lastLane));
    }

    protected override void CloseLane()
    {
        if (_lanes.Count == 0)
            return;
        var lane = _lanes.Keys.ElementAt(Below(_lanes.Count));
        _lanes.Remove(lane);
        Apply(new IngestionEvent.LaneClosed(lane));
    }

    protected override void Deliver()
    {
        if (IsPaused || _lanes.Count == 0)
            return;
        var lane = _lanes.Keys.ElementAt(Below(_lanes.Count));
        var (partition, next) = _lanes[lane];
        if (next == _messages[partition].Count)
            return;
        _lanes[lane] = (partition, next + 1);
        Deliver(lane, next, _messages[partition][next]);
    }

    protected override void LoseConsumer() => _lanes.Clear();

    protected override void Settle(IngestionCommand.Settle settle)
    {
        var partition = _lanes[settle.Lane].Partition;
        var refused = settle.Refused.Select(delivery => delivery.Sequence).ToHashSet();
        Assert.True(settle.UpTo >= _settled[partition], "An acknowledgement went back.");
        for (var offset = _settled[partition]; offset <= settle.UpTo; offset++)
            CheckSettled(_messages[partition][offset], refused.Contains(offset));
        _settled[partition] = (int)settle.UpTo + 1;
    }

    protected override void Release(IngestionCommand.Release release) =>
        Assert.Fail("A partition has nobody else to give messages back to.");
}
