using Ayni.EmbeddedEngine.Scheduling;

namespace Ayni.EmbeddedEngine.Simulation;

/// <summary>Runs one turn at a time, of a queue picked at random by a seed: orders that threads could give.</summary>
internal sealed class SimulationDispatcher(int seed) : TurnDispatcher
{
    private readonly Random _random = new(seed);
    private readonly List<TurnQueue> _ready = [];
    private readonly Lock _gate = new();

    /// <summary>On one thread a continuation may run at once; elsewhere it would escape the seed.</summary>
    public override TaskCreationOptions CompletionOptions => TaskCreationOptions.None;

    /// <summary>Hash of all choices so far: equal hashes, equal runs.</summary>
    public ulong Trace { get; private set; } = 14695981039346656037;

    public override void Post(TurnQueue queue)
    {
        lock (_gate)
            _ready.Add(queue);
    }

    /// <summary>Each message is a turn of its own, so that messages overtake each other.</summary>
    public override Action<Action> Delay => message =>
        new TurnQueue(this, null).Post(static message => ((Action)message!)(), message);

    /// <summary>Runs one turn; false if none is ready.</summary>
    public bool TryRunOne()
    {
        TurnQueue queue;
        lock (_gate)
        {
            if (_ready.Count == 0)
                return false;
            var index = _random.Next(_ready.Count);
            queue = _ready[index];
            _ready.RemoveAt(index);
            Mix((uint)index);
            Mix(queue.Context?.GrainId.GetUniformHashCode() ?? 0);
        }

        queue.RunBatch(1);
        return true;
    }

    private void Mix(uint value) => Trace = unchecked((Trace ^ value) * 1099511628211);
}
