using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;
using Ayni.Numerics;

namespace Ayni.Grains.Tests.Training.Simulation;

/// <summary>
/// The blocks of a run over a few silos. What a block makes is a number that depends on every input, so that one wrong
/// input shows in all that follow; <see cref="Expected"/> is what an undisturbed run makes.
/// </summary>
internal sealed class SimulatedBlocks
{
    public const int Silos = 3;

    private readonly RunPlan _plan;
    private readonly Dictionary<FactorBlockKey, SimulatedBlock> _blocks = [];
    private readonly Dictionary<FactorBlockKey, int> _siloOf = [];
    private readonly HashSet<(int HalfSweep, int Block)> _solved = [];
    private readonly Dictionary<(int HalfSweep, int Block), ulong> _expected = [];

    public SimulatedBlocks(RunPlan plan)
    {
        _plan = plan;
        foreach (var side in new[] { FactorSide.Users, FactorSide.Products })
        {
            for (var block = 0; block < plan.Blocks(side); block++)
            {
                var key = plan.Key(side, block);
                _blocks[key] = new SimulatedBlock(key);
                _siloOf[key] = block % Silos;
            }
        }
    }

    /// <summary>Solves of what had been solved before.</summary>
    public int Resolves { get; private set; }

    public IEnumerable<SimulatedBlock> Writing => _blocks.Values.Where(block => block.IsWriting);

    /// <summary>What a block of an undisturbed run makes in a half-sweep.</summary>
    public ulong Expected(int halfSweep, int block)
    {
        if (_expected.TryGetValue((halfSweep, block), out var known))
            return known;
        var inputs = halfSweep == 0 ? 0 : _plan.Blocks(RunPlan.SideOf(halfSweep - 1));
        return _expected[(halfSweep, block)] = Mix(
            halfSweep, block, Enumerable.Range(0, inputs).Select(input => Expected(halfSweep - 1, input)));
    }

    /// <summary>Has a block solve; null if factors it needs are lost.</summary>
    public HalfSweepReport? Solve(FactorBlockKey key, HalfSweepOrder order)
    {
        var (block, halfSweep) = (_blocks[key], order.HalfSweep);
        var found = block.Find(halfSweep);
        if ((found ?? Make(key, halfSweep)) is not { } factors)
            return null;
        if (found is null && !_solved.Add((halfSweep, key.Block)))
            Resolves++;
        block.Keep(halfSweep, factors);
        if (order.Stores)
            block.BeginWrite(halfSweep, factors, order.KeptFrom);
        return ReportOf(halfSweep, factors, fromCheckpoint: found is not null);
    }

    /// <summary>True or false once it is settled whether all blocks have a half-sweep in the store.</summary>
    public bool? AreStored(int halfSweep)
    {
        var blocks = Of(RunPlan.SideOf(halfSweep)).ToArray();
        if (blocks.Any(block => !block.HasStored(halfSweep) && !block.IsStoring(halfSweep)))
            return false;
        return blocks.All(block => block.HasStored(halfSweep)) ? true : null;
    }

    /// <summary>The factors of a side as judge and publisher read them; null if any are lost.</summary>
    public ulong? Read(int halfSweep)
    {
        var factors = Of(RunPlan.SideOf(halfSweep)).Select(block => block.Find(halfSweep)).ToArray();
        return factors.Contains(null) ? null : Mix(halfSweep, -1, factors.Select(value => value!.Value));
    }

    /// <summary>A silo is lost; its blocks go to the one after it.</summary>
    /// <returns>The blocks it had.</returns>
    public HashSet<FactorBlockKey> Lose(int silo)
    {
        var lost = _siloOf.Where(entry => entry.Value == silo).Select(entry => entry.Key).ToHashSet();
        foreach (var key in lost)
        {
            _blocks[key].Lose();
            _siloOf[key] = (silo + 1) % Silos;
        }

        return lost;
    }

    public void Release()
    {
        foreach (var block in _blocks.Values)
            block.Release();
    }

    /// <summary>What a block reports that made these factors.</summary>
    public static HalfSweepReport ReportOf(int halfSweep, ulong factors, bool fromCheckpoint) => new(
        halfSweep, FactorsHash: "", [factors >> 11], [factors >> 12], [factors >> 13], fromCheckpoint);

    private ulong? Make(FactorBlockKey key, int halfSweep)
    {
        if (halfSweep == 0)
            return Mix(halfSweep, key.Block, []);
        var inputs = Of(RunPlan.Other(key.Side)).Select(block => block.Find(halfSweep - 1)).ToArray();
        return inputs.Contains(null) ? null : Mix(halfSweep, key.Block, inputs.Select(value => value!.Value));
    }

    private IEnumerable<SimulatedBlock> Of(FactorSide side) =>
        Enumerable.Range(0, _plan.Blocks(side)).Select(block => _blocks[_plan.Key(side, block)]);

    private static ulong Mix(int halfSweep, int block, IEnumerable<ulong> inputs) =>
        inputs.Append((ulong)halfSweep).Append((ulong)(block + 1))
            .Aggregate(0UL, (hash, value) => SplitMix64.Mix(hash ^ value));
}
