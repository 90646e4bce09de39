using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Tests.Training.Simulation;

/// <summary>
/// A block as its grain and its files behave, with one number in place of factors: two half-sweeps in memory, writes
/// one after the other behind its back, and of the files those deleted that the order says no run goes back to.
/// </summary>
internal sealed class SimulatedBlock(FactorBlockKey key)
{
    private const int KeptInMemory = 2;

    private readonly SortedDictionary<int, ulong> _held = [];
    private readonly SortedDictionary<int, ulong> _files = [];
    private readonly Queue<(int HalfSweep, ulong Factors, int KeptFrom)> _writes = [];

    public FactorBlockKey Key => key;

    /// <summary>Whether a write is on its way.</summary>
    public bool IsWriting => _writes.Count > 0;

    /// <summary>Whether a half-sweep is on its way to the store.</summary>
    public bool IsStoring(int halfSweep) => _writes.Any(write => write.HalfSweep == halfSweep);

    /// <summary>Whether a half-sweep is in the store.</summary>
    public bool HasStored(int halfSweep) => _files.ContainsKey(halfSweep);

    /// <summary>The factors after a half-sweep, from memory or store; null if they are lost.</summary>
    public ulong? Find(int halfSweep)
    {
        if (_held.TryGetValue(halfSweep, out var held))
            return held;
        if (_held.Count > 0 && halfSweep > _held.Keys.Last())
            return null;
        if (!_files.TryGetValue(halfSweep, out var stored))
            return null;
        if (_held.Count == 0)
            Keep(halfSweep, stored);
        return stored;
    }

    public void Keep(int halfSweep, ulong factors)
    {
        _held[halfSweep] = factors;
        while (_held.Count > KeptInMemory)
        {
            var oldest = _held.Keys.First();
            _held.Remove(oldest == halfSweep ? _held.Keys.Last() : oldest);
        }
    }

    public void BeginWrite(int halfSweep, ulong factors, int keptFrom)
    {
        if (!IsStoring(halfSweep) && !HasStored(halfSweep))
            _writes.Enqueue((halfSweep, factors, keptFrom));
    }

    /// <summary>Finishes the oldest write.</summary>
    public void Write()
    {
        var (halfSweep, factors, keptFrom) = _writes.Dequeue();
        _files[halfSweep] = factors;
        foreach (var older in _files.Keys.Where(stored => stored < keptFrom).ToArray())
            _files.Remove(older);
    }

    /// <summary>Its silo is lost: what is in the store is left.</summary>
    public void Lose()
    {
        _held.Clear();
        _writes.Clear();
    }

    /// <summary>The run is over.</summary>
    public void Release()
    {
        Lose();
        _files.Clear();
    }
}
