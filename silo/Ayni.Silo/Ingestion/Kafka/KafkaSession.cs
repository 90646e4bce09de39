using System.Globalization;
using Ayni.Silo.Ingestion.Protocol;
using Confluent.Kafka;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace Ayni.Silo.Ingestion.Kafka;

/// <summary>
/// One client of Kafka, from its making to its end. Everything runs on the thread that calls <see cref="Run"/>, the
/// client's handlers included: they are called from within <c>Consume</c>.
/// </summary>
internal sealed partial class KafkaSession : IDisposable
{
    /// <summary>How long the thread waits for a message while nothing is under way.</summary>
    private static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(200);

    /// <summary>How long it waits while a commit or a timer may end any moment.</summary>
    private static readonly TimeSpan BusyWait = TimeSpan.FromMilliseconds(2);

    /// <summary>How long it waits after an error of the broker, such as a topic that is not there yet.</summary>
    private static readonly TimeSpan ErrorWait = TimeSpan.FromSeconds(1);

    private readonly KafkaOptions _options;
    private readonly IngestionRun _run;
    private readonly IEventReader _reader;
    private readonly IngestionStatus _status;
    private readonly ILogger _logger;
    private readonly IConsumer<Ignore, byte[]> _consumer;
    private readonly Dictionary<TopicPartition, long> _lanes = [];
    private readonly Dictionary<long, TopicPartition> _partitions = [];
    private long _lastLane;
    private bool _isAssignmentNew;
    private bool _hasJoined;

    public KafkaSession(
        KafkaOptions options, IngestionRun run, IEventReader reader, IngestionStatus status, ILogger logger)
    {
        _options = options;
        _run = run;
        _reader = reader;
        _status = status;
        _logger = logger;
        _consumer = new ConsumerBuilder<Ignore, byte[]>(options.ClientConfig())
            .SetPartitionsAssignedHandler((_, partitions) => Open(partitions))
            .SetPartitionsRevokedHandler((_, partitions) => Close(partitions))
            .SetPartitionsLostHandler((_, partitions) => Close(partitions))
            .SetErrorHandler((_, error) => NoteClient(error))
            .SetStatisticsHandler((_, statistics) => NoteConnection(statistics))
            .SetLogHandler((_, message) => LogClient(message.Message))
            .Build();
    }

    /// <summary>Consumes until it is told to stop.</summary>
    /// <exception cref="KafkaException">The client can't go on; a new one may.</exception>
    public void Run(CancellationToken stopping)
    {
        _consumer.Subscribe(_options.Topic);
        while (!stopping.IsCancellationRequested)
        {
            Drain();
            if (Poll(stopping) is { } message)
                Execute(_run.Apply(new IngestionEvent.Received(Read(message))));
        }

        Finish(stopping);
    }

    public void Dispose() => _consumer.Dispose();

    private void Drain()
    {
        while (_run.Events.TryRead(out var happened))
            Execute(_run.Apply(happened));
        if (!_isAssignmentNew)
            return;
        // Partitions that came while the consumer was paused are not paused yet.
        _isAssignmentNew = false;
        if (_run.IsPaused)
            _consumer.Pause(_consumer.Assignment);
    }

    private ConsumeResult<Ignore, byte[]>? Poll(CancellationToken stopping)
    {
        try
        {
            return _consumer.Consume(_run.IsBusy ? BusyWait : IdleWait);
        }
        catch (ConsumeException failure) when (!failure.Error.IsFatal)
        {
            Note(failure.Error);
            stopping.WaitHandle.WaitOne(ErrorWait);
            return null;
        }
    }

    private Delivery Read(ConsumeResult<Ignore, byte[]> message)
    {
        // Without a lane it is of a partition that was just given up; the core drops it.
        var lane = _lanes.GetValueOrDefault(message.TopicPartition);
        var id = string.Create(
            CultureInfo.InvariantCulture,
            $"{_options.IdPrefix ?? message.Topic}-{message.Partition.Value}-{message.Offset.Value}");
        var time = EventDefaults.TimeAt(message.Message.Timestamp.UnixTimestampMs);
        var (interactions, problem) = _reader.Read(message.Message.Value, new EventDefaults(id, time));
        return new Delivery(lane, message.Offset.Value, interactions, problem);
    }

    private void Execute(IReadOnlyList<IngestionCommand> commands)
    {
        foreach (var command in commands)
        {
            switch (command)
            {
                case IngestionCommand.Settle settle:
                    Settle(settle);
                    break;
                case IngestionCommand.Pause:
                    _consumer.Pause(_consumer.Assignment);
                    break;
                case IngestionCommand.Resume:
                    _consumer.Resume(_consumer.Assignment);
                    break;
                default:
                    throw new InvalidOperationException($"Kafka knows no {command.GetType().Name}.");
            }
        }
    }

    private void Settle(IngestionCommand.Settle settle)
    {
        var partition = _partitions[settle.Lane];
        foreach (var refused in settle.Refused)
        {
            LogRefused(
                partition.Topic, partition.Partition.Value, refused.Sequence,
                refused.Problem!.Field, refused.Problem.Reason);
        }

        _status.CountRefused(settle.Refused.Count);
        try
        {
            _consumer.StoreOffset(new TopicPartitionOffset(partition, settle.UpTo + 1));
        }
        catch (KafkaException failure) when (failure.Error.Code == ErrorCode.Local_State)
        {
            // The partition is gone and its handler not called yet. Whoever gets it reads these again: they count once.
            LogNotStored(partition.Topic, partition.Partition.Value, settle.UpTo);
        }
    }

    private void Open(IReadOnlyList<TopicPartition> partitions)
    {
        foreach (var partition in partitions)
        {
            var lane = ++_lastLane;
            _lanes[partition] = lane;
            _partitions[lane] = partition;
            Execute(_run.Apply(new IngestionEvent.LaneOpened(lane)));
        }

        _isAssignmentNew = true;
        _hasJoined = true;
        if (_status.Reached())
            LogReached(_options.BootstrapServers);
    }

    // What the log has by now is stored first, and told to the broker by the client before it gives the partitions up.
    private void Close(IReadOnlyList<TopicPartitionOffset> partitions)
    {
        while (_run.Events.TryRead(out var happened))
            Execute(_run.Apply(happened));
        foreach (var partition in partitions)
        {
            if (!_lanes.Remove(partition.TopicPartition, out var lane))
                continue;
            Execute(_run.Apply(new IngestionEvent.LaneClosed(lane)));
            _partitions.Remove(lane);
        }
    }

    private void Note(Error error)
    {
        if (_status.Lost(error.Reason))
            LogLost(error.Reason);
    }

    // One broker of several that hangs up is the client's business; the statistics say when none is left.
    private void NoteClient(Error error)
    {
        if (error.Code != ErrorCode.Local_Transport)
            Note(error);
    }

    private void NoteConnection(string statistics)
    {
        if (KafkaHealth.IsConnected(statistics))
        {
            if (_hasJoined && _status.Reached())
                LogReached(_options.BootstrapServers);
        }
        else if (_status.Unreachable is null)
        {
            Note(new Error(ErrorCode.Local_AllBrokersDown, $"no broker of {_options.BootstrapServers} answers"));
        }
    }

    // The commit under way is acknowledged; then the client tells the stored offsets and leaves the group.
    private void Finish(CancellationToken stopping)
    {
        Execute(_run.Apply(new IngestionEvent.Stopping()));
        while (_run.IsAppending)
        {
            Poll(stopping);
            Drain();
        }

        _consumer.Close();
    }
}
